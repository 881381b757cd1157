"""How a widget is worded: once when it is made, and anew when the language changes."""

from __future__ import annotations

from qda.i18n import Speech


class Speaking:
    """A widget that words everything it shows in `retranslate`, from `speech`.

    A widget made of others passes the speech on there, so that one call at the top relabels all.
    """

    speech: Speech

    def set_speech(self, speech: Speech) -> None:
        """Word everything anew in another language."""
        self.speech = speech
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text, tooltip and accessible name."""
        raise NotImplementedError
