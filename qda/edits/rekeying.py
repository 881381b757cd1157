"""Gives a question of a survey another key, and with it the answers that are sources."""

from __future__ import annotations

from sqlalchemy import select

from models.case import Case
from models.errors import Refused
from models.question import Question
from models.recording import Recorder, table_of
from models.sampling import Sample, SampleUnit
from models.source import Collection, Source
from qda.importers.surveys.naming import is_key


class BadKey(Refused):
    """A key is short and without blanks, since keys of texts are made of it."""

    en = "“{key}” cannot be a key. Write up to 40 letters, digits, and . _ - without a blank."
    id = (
        "“{key}” tidak dapat menjadi kunci. Tulis paling banyak 40 huruf, angka, dan . _ - tanpa "
        "spasi."
    )


class KeyTaken(Refused):
    """Two questions of a survey cannot share a key."""

    en = "{collection} has a question “{key}” already. Choose another key."
    id = "{collection} sudah memiliki pertanyaan “{key}”. Pilih kunci lain."


class KeySampled(Refused):
    """A sample was drawn by the keys of the answers, and its digest tells of them."""

    en = (
        "The sample “{sample}” holds answers to {key}, and was drawn by their keys. Remove it "
        "first, or leave the key as it is."
    )
    id = (
        "Sampel “{sample}” memuat jawaban atas {key} dan diambil menurut kuncinya. Hapus dulu "
        "sampel itu, atau biarkan kuncinya."
    )


def rekey(recorder: Recorder, question: Question, collection: Collection, key: str) -> None:
    """Give a question another key; `S01-0042.Q3` becomes `S01-0042.saran`.

    Raises:
        BadKey: it is empty, too long, or has signs that no key has.
        KeyTaken: another question of the survey has it.
        KeySampled: a sample holds answers to the question.
    """
    if not is_key(key):
        raise BadKey(key=key[:60])
    _check_free(recorder, question, collection, key)
    sources, cases, old = table_of(Source), table_of(Case), question.key
    answers = select(sources.c.id, sources.c.respondent).where(sources.c.question_id == question.id)
    rows = recorder.session.execute(answers).all()
    people = select(cases.c.id, cases.c.not_asked).where(cases.c.collection_id == collection.id)
    missed = [row for row in recorder.session.execute(people).all() if old in row.not_asked]
    question.key = key
    recorder.session.flush()
    recorder.update_each(Source, [{"id": r.id, "key": f"{r.respondent}.{key}"} for r in rows])
    recorder.update_each(
        Case,
        [
            {"id": row.id, "not_asked": [key if each == old else each for each in row.not_asked]}
            for row in missed
        ],
    )


def _check_free(recorder: Recorder, question: Question, collection: Collection, key: str) -> None:
    table, sample, unit = table_of(Question), table_of(Sample), table_of(SampleUnit)
    others = select(table.c.key).where(
        table.c.collection_id == collection.id, table.c.id != question.id
    )
    taken = {each.casefold() for each in recorder.session.execute(others).scalars()}
    if key.casefold() in taken:
        raise KeyTaken(collection=collection.key, key=key)
    source = table_of(Source)
    drawn = (
        select(sample.c.name)
        .join(unit, unit.c.sample_id == sample.c.id)
        .join(source, source.c.id == unit.c.source_id)
        .where(source.c.question_id == question.id)
        .limit(1)
    )
    name = recorder.session.execute(drawn).scalar()
    if name is not None:
        raise KeySampled(sample=name, key=question.key)
