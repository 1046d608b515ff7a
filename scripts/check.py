"""Everything that must hold before a change lands. ``python -m scripts.check [lint sqlite servers browser]``.

Every step prints its name and seconds; all steps run even when one fails, and the exit code tells. Nothing is skipped:
what cannot run here is a failure with one line that says what to install.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = (sys.executable, "-m")
MANAGE = (sys.executable, "manage.py")
PACKAGES = ("portal", "disclosure", "requests_app", "interpretation", "sentiment", "assessment", "scripts")
PYTEST = (*RUN, "pytest", "-q", "--durations=5")
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
# What a real installation sets; see docs/deploy.md.
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!",
    "MINGZHENG_HTTPS": "1",
    "MINGZHENG_DEMO": "0",
    "ALLOWED_HOSTS": "www.linjiang.example",
}


@dataclass(frozen=True)
class Step:
    """One command.

    ``environment`` is added to the caller's, the variables of ``without`` are taken out. ``quiet`` shows the output
    only when it fails; ``ready`` says what is missing, or nothing.
    """

    group: str
    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    quiet: bool = True
    ready: Callable[[], str] = str


@dataclass(frozen=True)
class Result:
    step: Step
    seconds: float
    passed: bool

    def __str__(self) -> str:
        return f"{'✓' if self.passed else '✗'} {self.step.name:<34}{self.seconds:6.1f} s"


def browser_trouble() -> str:
    """Install Chromium and a Chinese font where that is allowed; otherwise the line that says what to install."""
    if _browser_is_there():
        return ""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and _succeeds([*as_root, "true"]):
        print(f"• 安装 {' '.join(BROWSER_PACKAGES)} …", flush=True)
        _succeeds([*as_root, "apt-get", "update"])
        _succeeds([*as_root, "apt-get", "install", "-y", "--no-install-recommends", *BROWSER_PACKAGES])
    if _browser_is_there():
        return ""
    return f"缺少浏览器或中文字体，请安装 / please install: sudo apt install {' '.join(BROWSER_PACKAGES)}"


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _browser_is_there() -> bool:
    return any(map(shutil.which, BROWSERS)) and any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))


STEPS = (
    Step("lint", "ruff check", (*RUN, "ruff", "check", ".")),
    Step("lint", "ruff format --check", (*RUN, "ruff", "format", "--check", ".")),
    Step("lint", "mypy --strict", (*RUN, "mypy", "manage.py", *PACKAGES)),
    Step("lint", "import-linter", (str(Path(sys.executable).parent / "lint-imports"),)),
    # Only the linter: the formatter breaks lines inside running text, and a break is a visible blank in Chinese.
    Step("lint", "djlint --lint", (*RUN, "djlint", "--lint", "--quiet", "templates")),
    Step("lint", "check --deploy", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Step("lint", "makemigrations --check", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Step(
        "sqlite",
        "测试：SQLite",
        (*PYTEST, *PARALLEL, "-m", "not browser and not once"),
        without=("DATABASE_URL", "REDIS_URL"),
        quiet=False,
    ),
    Step(
        "servers",
        "测试：PostgreSQL + Redis",
        (*RUN, "tests.servers", *PYTEST, *PARALLEL, "-m", "not browser"),
        quiet=False,
    ),
    Step(
        "browser",
        "测试：浏览器",
        (*RUN, "tests.servers", *PYTEST, *PARALLEL, "-m", "browser"),
        quiet=False,
        ready=browser_trouble,
    ),
)


def run(step: Step) -> Result:
    began = time.monotonic()
    trouble = step.ready()
    output, passed = trouble, False
    if not trouble:
        done = subprocess.run(
            step.command,
            check=False,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name not in step.without}
            | dict(step.environment),
            stdout=subprocess.PIPE if step.quiet else None,
            stderr=subprocess.STDOUT if step.quiet else None,
            text=True,
        )
        output, passed = done.stdout or "", done.returncode == 0
    result = Result(step, time.monotonic() - began, passed)
    print("" if passed else f"{output.rstrip()}\n", result, sep="", flush=True)
    return result


def main(groups: list[str]) -> int:
    chosen = [step for step in STEPS if not groups or step.group in groups]
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, [step for step in chosen if step.quiet]))
    for step in chosen:
        if not step.quiet:
            print(f"\n• {step.name}", flush=True)
            results.append(run(step))
    print("", *results, sep="\n")
    failed = sum(not result.passed for result in results)
    print(f"共 {time.monotonic() - began:.0f} 秒")
    print(f"steps: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
