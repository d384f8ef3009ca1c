"""The client a sample was made for, where there is one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.following_weeks import SAMPLE, many_faces_client


def test_the_bundled_sample_names_its_client() -> None:
    """It is one of the clients of the sample."""
    client = many_faces_client(SAMPLE)
    assert client is not None
    assert f"\n{client}," in (SAMPLE / "clients.csv").read_text()


def test_a_sample_may_be_made_for_nobody(tmp_path: Path) -> None:
    """Neither a folder without cases nor cases without such a client is a fault."""
    assert many_faces_client(tmp_path) is None
    (tmp_path / "cases.toml").write_text('[sample]\nsize = "S"\n')
    assert many_faces_client(tmp_path) is None
