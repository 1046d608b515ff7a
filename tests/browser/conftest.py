"""A real Chromium on a live server. Every test here is marked ``browser`` and fails on any refused script or style."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from scripts.check import BROWSERS

# Playwright's own event loop runs in the thread of the test; the tests use the database from it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "Chromium is missing: apt install chromium fonts-noto-cjk"
    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return browser_type_launch_args | {"executable_path": program, "args": options}


# A busy machine is no fault of the product.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _patience(browser, monkeypatch):
    """Every context a test opens waits as long as ``expect`` does."""
    opened = browser.new_context

    def patient(**options):
        context = opened(**options)
        context.set_default_timeout(PATIENCE)
        return context

    monkeypatch.setattr(browser, "new_context", patient)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(autouse=True)
def _nothing_is_refused(_patience, page):
    """A violated content security policy ends in the console, a broken script in an error of the page."""
    complaints = []

    def note(message) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert complaints == []


@pytest.fixture
def faults_of():
    """Takes a page; returns what axe finds wrong with it, as ``rule: first element``."""

    def check(page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in violations]

    return check
