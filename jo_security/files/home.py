"""Where a reader keeps what they chose: known before anything of it is read."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "JO_SECURITY_SETTINGS"
"""The variable that names another file of settings; where it is empty, there is none."""
FILE = "settings.toml"
APP = "jo-security"


def settings_file(environ: "Mapping[str, str]") -> str:
    """The name of the file of settings in an environment; empty where there is to be none."""
    if VARIABLE in environ:
        return environ[VARIABLE]
    if sys.platform == "linux":
        # What platformdirs, dear to import, does on every other system is one line here.
        home = environ.get("XDG_CONFIG_HOME", "").strip() or os.path.expanduser("~/.config")
        return os.path.join(home, APP, FILE)
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir(APP, appauthor=False), FILE)
