"""Where the program keeps its own files: settings and log, outside every study."""

from __future__ import annotations

import os
from pathlib import Path


def settings_folder() -> Path:
    """The folder of the settings; RUNUT_CONFIG_DIR overrides the system's place."""
    chosen = os.environ.get("RUNUT_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("runut", appauthor=False)


def log_file() -> Path:
    """The file that a defect is written to."""
    return settings_folder() / "runut.log"
