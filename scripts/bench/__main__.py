"""``python -m scripts.bench [FOLDER]``: everything that is measured. FOLDER holds the documents for the search part."""

import os
import subprocess
import sys

from scripts.bench.site import ROOT

if __name__ == "__main__":
    corpus = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MINGZHENG_CORPUS", "")
    parts = [["scripts.bench.pages"]]
    if corpus:
        parts += [["scripts.bench.search", corpus], ["scripts.bench.screening", corpus]]
    else:
        parts.append(["scripts.bench.screening"])
        print("没有给语料，只量页面和筛查。量检索：make bench CORPUS=语料目录")
    # Each part in a process of its own: each has its own database.
    codes = [subprocess.run([sys.executable, "-m", *part], cwd=ROOT, check=False).returncode for part in parts]
    sys.exit(max(codes))
