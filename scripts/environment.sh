#!/bin/sh
# Makes .venv and installs one pinned requirements file into it; a second call with the same file does nothing.
# Usage: scripts/environment.sh requirements.txt|requirements-dev.txt
# Every failure is one line, in Chinese and English, and a non-zero exit. Plain POSIX sh: it runs before any Python.
set -u
cd "$(dirname "$0")/.." || exit 1
wanted=${1:?requirements file}
venv=.venv
data=${MINGZHENG_VAR:-var}

fail() {
    printf '✗ %s\n' "$1" >&2
    exit 1
}

# The first interpreter that is new enough; an older one is remembered for the message.
find_python() {
    found=
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            python=$name
            return
        fi
        found="${found:-$version}"
    done
    [ -n "$found" ] && fail "需要 Python 3.11 或更新版本，找到的是 $found / Python 3.11 or newer is needed, found $found"
    fail "没有找到 Python，需要 3.11 或更新版本 / no Python found; 3.11 or newer is needed"
}

writable() {
    mkdir -p "$1" 2>/dev/null && touch "$1/.probe" 2>/dev/null && rm -f "$1/.probe"
}

fingerprint() {
    cksum <"$1"
}

installed() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null &&
        [ "$(cat "$venv/installed-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]
}

# Why pip failed, in one line. Its own words stay in the log.
explain() {
    if grep -qiE 'no space left|errno 28|disk quota' "$1"; then
        fail "磁盘空间不足，依赖没有装完 / disk full while installing; see $1"
    elif grep -qiE 'ConnectionError|NewConnectionError|Failed to establish|name resolution|ProxyError|timed out|Max retries|Connection broken|No matching distribution|SSLError' "$1"; then
        fail "无法从软件源取得依赖，请检查网络 / packages cannot be fetched, check the network; see $1"
    fi
    fail "依赖安装失败 / installing the packages failed; see $1"
}

# What the pages take from npm: a chart answers to the reader with it and stands as drawn without it, so a failure here
# stops nothing and is tried again at the next start. A machine without npm gets one for the length of this function.
frontend() {
    lock=scripts/frontend/package-lock.json
    place=$venv/frontend
    [ -f "$lock" ] || return
    [ "$(cat "$place/installed" 2>/dev/null)" = "$(fingerprint "$lock")" ] && return
    echo "• 取得图表库（首次）"
    rm -rf "$place" && mkdir -p "$place/vendor" && cp scripts/frontend/package*.json "$place/" || return
    node=$PWD/$place/node
    tool=npm
    if ! command -v npm >/dev/null; then
        tool=$node/bin/npm
        "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --retries 1 --timeout 20 \
            --target "$node" -r scripts/frontend/requirements.txt >"$place/install.log" 2>&1
    fi
    if (cd "$place" && PYTHONPATH=$node "$tool" ci --ignore-scripts --no-audit --no-fund) >>"$place/install.log" 2>&1; then
        chosen=$place/node_modules/echarts
        cp "$chosen/dist/echarts.common.min.js" "$chosen/LICENSE" "$chosen/NOTICE" "$place/vendor/" &&
            fingerprint "$lock" >"$place/installed"
    fi
    rm -rf "$node" "$place/node_modules"
    [ -f "$place/installed" ] ||
        echo "! 图表库没有取到，图表不能互动，其余不受影响 / charts stay still; see $place/install.log" >&2
}

# The directories are probed on every start: the answer decides whether anything below can work.
writable "$data" || fail "目录 $data 不可写或磁盘已满 / $data is not writable or the disk is full"
if installed "$wanted"; then
    frontend
    exit 0
fi

find_python
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "这个 Python 没有 venv 模块（Debian/Ubuntu：apt install python3-venv）/ the venv module is missing"
writable "$venv" || fail "目录 $PWD 不可写或磁盘已满 / $PWD is not writable or the disk is full"

needed_mb=500
[ "$wanted" = requirements-dev.txt ] && needed_mb=1200
free_kb=$(df -Pk . | awk 'NR == 2 { print $4 }')
if [ ! -x "$venv/bin/pip" ] && [ "${free_kb:-0}" -lt $((needed_mb * 1024)) ]; then
    fail "磁盘空间不足：需要 ${needed_mb} MB，只剩 $((free_kb / 1024)) MB / disk full: ${needed_mb} MB needed"
fi

log=$venv/install.log
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    echo "• 建立虚拟环境 $venv"
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 || fail "无法建立虚拟环境 $venv / $venv cannot be made"
fi
packages=$(grep -c '^[a-zA-Z]' "$wanted")
echo "• 安装 $packages 个依赖包（首次约一分钟）"
trap 'kill $pip 2>/dev/null; exit 130' INT TERM
"$venv/bin/python" -m pip install --disable-pip-version-check --no-input --retries 1 --timeout 20 \
    -r "$wanted" >"$log" 2>&1 &
pip=$!
shown=0
while kill -0 $pip 2>/dev/null; do
    sleep 1
    count=$(grep -c '^Collecting' "$log" 2>/dev/null)
    if [ "${count:-0}" -ge $((shown + 20)) ]; then
        shown=$count
        echo "  已取得 $count / $packages"
    fi
done
wait $pip || explain "$log"
fingerprint "$wanted" >"$venv/installed-$wanted"
# The development set contains the runtime set.
[ "$wanted" = requirements-dev.txt ] && fingerprint requirements.txt >"$venv/installed-requirements.txt"
frontend
exit 0
