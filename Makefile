# Two commands matter: `make run` and `make test`. Nothing but Python 3.11+ with venv, and make, is needed for the first.
MAKEFLAGS += --no-print-directory
PORT ?= 8000
PY := .venv/bin/python
DEMO := MINGZHENG_DEMO=1

.DEFAULT_GOAL := help
.PHONY: help run demo test bench duties fmt pins env env-dev

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: env ## 启动：环境、数据库、演示城市、索引、网站和后台进程（PORT=8000，Ctrl-C 停止）
	@exec env $(DEMO) $(PY) manage.py serve --port $(PORT)

demo: env ## 清空并重建演示数据（只对演示库有效）
	@$(DEMO) $(PY) manage.py prepare --fresh

test: env-dev ## 全部检查与测试：SQLite、PostgreSQL + Redis、浏览器
	@exec $(PY) -m scripts.check

bench: env-dev ## 量一遍速度和规模，没有达到要求就失败（CORPUS=语料目录，QUICK=1 量小一点）
	@exec $(PY) -m scripts.bench $(CORPUS) $(if $(QUICK),--quick)

duties: env-dev ## 义务对照表：义务、承担它的表行、证明它的测试
	@exec $(PY) -m scripts.duties

fmt: env-dev ## 整理代码格式
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

pins: ## 按 pyproject.toml 重新固定全部依赖的版本（维护者用，需要 uv）
	@uv pip compile -q --upgrade --universal --python-version 3.11 --custom-compile-command "make pins" --no-annotate pyproject.toml -o requirements.txt
	@uv pip compile -q --universal --python-version 3.11 --custom-compile-command "make pins" --no-annotate -c requirements.txt --extra dev pyproject.toml -o requirements-dev.txt

env:
	@scripts/environment.sh requirements.txt

env-dev:
	@scripts/environment.sh requirements-dev.txt
