"""Who acts, as git and the environment tell."""

from pathlib import Path

import pytest

from jo_security.office.officer import officer


def test_a_name_that_git_holds_in_another_encoding_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config"
    config.write_bytes(b"[user]\nname = Ren\xe9 Martin\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.chdir(tmp_path)
    assert officer({}).name == "Ren\N{REPLACEMENT CHARACTER} Martin"
    assert officer({"JO_SECURITY_OFFICER": "Ana"}).name == "Ana"
