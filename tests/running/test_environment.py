"""``scripts/environment.sh`` on machines that lack something: one line each, no traceback, exit code 1."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.duties import ROOT

pytestmark = pytest.mark.once

TOOLS = ("sh", "dirname", "mkdir", "touch", "rm", "cat", "cksum", "grep", "awk", "df", "sleep", "env", "pwd")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the script needs, with an empty PATH but for the plainest tools."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "environment.sh", tmp_path / "scripts")
    (tmp_path / "requirements.txt").write_text("whoosh==2.7.4\n")
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    return tmp_path


def _program(checkout: Path, name: str, script: str) -> None:
    (checkout / "bin" / name).unlink(missing_ok=True)
    (checkout / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
    (checkout / "bin" / name).chmod(0o755)


def _run(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts" / "environment.sh", "requirements.txt"],
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout)} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_an_old_python_is_named(checkout) -> None:
    _program(checkout, "python3", 'case "$2" in *exit*) exit 1 ;; *) echo 3.9 ;; esac')
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr == ("✗ 需要 Python 3.11 或更新版本，找到的是 3.9 / Python 3.11 or newer is needed, found 3.9\n")


def test_a_machine_without_python_is_told_so(checkout) -> None:
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr == "✗ 没有找到 Python，需要 3.11 或更新版本 / no Python found; 3.11 or newer is needed\n"


def test_a_missing_venv_module_names_the_package_to_install(checkout) -> None:
    _program(checkout, "python3", 'case "$2" in *ensurepip*) exit 1 ;; *) echo 3.11 ;; esac')
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr == (
        "✗ 这个 Python 没有 venv 模块（Debian/Ubuntu：apt install python3-venv）/ the venv module is missing\n"
    )


@pytest.mark.parametrize("folder", ["/proc", "/proc/mingzheng"])
def test_a_data_folder_that_cannot_be_written_is_named(checkout, folder) -> None:
    done = _run(checkout, MINGZHENG_VAR=folder)
    assert done.returncode == 1
    assert done.stderr == f"✗ 目录 {folder} 不可写或磁盘已满 / {folder} is not writable or the disk is full\n"


def test_a_full_disk_is_found_before_anything_is_fetched(checkout) -> None:
    _program(checkout, "python3", "echo 3.11")
    _program(checkout, "df", "echo Filesystem; echo /dev/root 1000000 900000 102400 90% /")
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr == "✗ 磁盘空间不足：需要 500 MB，只剩 100 MB / disk full: 500 MB needed\n"


def test_without_a_network_one_line_points_to_the_log(checkout) -> None:
    (checkout / "bin" / "python3").symlink_to(os.path.realpath(sys.executable))
    done = _run(checkout, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_CONFIG_FILE=os.devnull)
    assert done.returncode == 1
    assert done.stderr == (
        "✗ 无法从软件源取得依赖，请检查网络 / packages cannot be fetched, check the network; see .venv/install.log\n"
    )


def test_a_second_run_with_the_same_file_does_nothing(checkout) -> None:
    (checkout / "requirements.txt").write_text("# nothing\n")
    (checkout / "bin" / "python3").symlink_to(os.path.realpath(sys.executable))
    assert _run(checkout).returncode == 0
    again = _run(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
