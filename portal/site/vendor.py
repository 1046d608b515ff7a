"""What the pages take from others: fetched at set-up into the environment (``scripts/frontend/``), served by the
portal, never from a foreign host by a reader."""

import sys
from pathlib import Path

FOLDER = Path(sys.prefix) / "frontend" / "vendor"
CHARTS = "echarts.common.min.js"
IS_THERE = (FOLDER / CHARTS).exists()
"""Not on a machine whose set-up could not reach the packages: charts stand still there."""

CHART_LIBRARY = f"vendor/{CHARTS}" if IS_THERE else ""
DIRECTORIES = [("vendor", FOLDER)] if IS_THERE else []
