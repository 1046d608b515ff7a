// Charts answer to mouse, finger and keyboard. Everything is read from the table under the drawing, so that both say
// the same; without this file, or without the library, the drawing and the table stand as they are.
(function () {
  "use strict";
  var STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  var MANY = 40;
  var LINE_HEIGHT = 30;
  var TONES = { main: "--primary", quiet: "--line-strong", bad: "--bad", warn: "--warn-line", house: "--primary-line" };
  var root = document.documentElement;
  var waiting = null;

  function colour(name) { return getComputedStyle(root).getPropertyValue(name).trim(); }

  // "97.5" → 97.5, "—" → null: a month without a number is a gap, not a zero.
  function number(words) {
    var value = parseFloat(words.replace(/,/g, ""));
    return isNaN(value) ? null : value;
  }

  function read(figure) {
    var table = figure.querySelector("table");
    var heads = Array.from(table.tHead.rows[0].cells);
    var rows = Array.from(table.tBodies[0].rows);
    var series = [];
    heads.forEach(function (head, place) {
      if (!head.dataset.drawn) return;
      series.push({
        name: head.textContent, tone: head.dataset.drawn,
        values: rows.map(function (row) { return number(row.cells[place].textContent); })
      });
    });
    return {
      kind: figure.dataset.chart, title: figure.dataset.title, unit: figure.dataset.unit,
      low: figure.dataset.low, high: figure.dataset.high, series: series, heads: heads, rows: rows,
      labels: rows.map(function (row) { return row.cells[0].textContent; }),
      urls: rows.map(function (row) { var link = row.querySelector("a"); return link ? link.href : ""; })
    };
  }

  // Told apart without colour: each tone of a column has its own pattern.
  function pattern(tone) {
    if (tone !== "warn" && tone !== "house") return colour(TONES[tone]);
    var tile = document.createElement("canvas"), pen = tile.getContext("2d");
    tile.width = tile.height = 8;
    pen.fillStyle = colour("--surface");
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = colour(TONES[tone]);
    pen.lineWidth = 3;
    if (tone === "warn") {
      [[-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6]].forEach(function (line) {
        pen.moveTo(line[0], line[1]);
        pen.lineTo(line[2], line[3]);
      });
    } else {
      pen.moveTo(4, 0);
      pen.lineTo(4, 8);
    }
    pen.stroke();
    return { image: tile, repeat: "repeat" };
  }

  function said(data, place, between) {
    return data.labels[place] + "：" + data.series.map(function (series) {
      var value = series.values[place];
      return (data.series.length > 1 ? series.name : "") + (value === null ? "没有数" : value + data.unit);
    }).join(between || "，");
  }

  function drawnSeries(data, each) {
    var isLine = data.kind === "line", quiet = each.tone === "quiet";
    var main = colour(TONES[each.tone]);
    return {
      name: each.name, type: isLine ? "line" : "bar", data: each.values, z: quiet ? 1 : 2,
      stack: data.kind === "columns" ? "all" : undefined, barMaxWidth: 22, symbol: quiet ? "none" : "circle", symbolSize: 8,
      lineStyle: { color: main, width: quiet ? 2 : 2.5, type: quiet ? "dashed" : "solid" },
      itemStyle: isLine ? { color: colour("--surface"), borderColor: main, borderWidth: 2.5 } : { color: pattern(each.tone) },
      label: { show: data.kind === "bars", position: "right", color: colour("--ink"), fontWeight: 600 }
    };
  }

  function axes(data, ink, room) {
    var font = { color: ink, fontSize: 13 };
    var names = {
      type: "category", data: data.labels, axisTick: { show: false }, inverse: data.kind === "bars",
      axisLine: { lineStyle: { color: colour("--line-strong") } },
      axisLabel: Object.assign({ width: Math.min(200, Math.round(room * 0.36)), overflow: "truncate", hideOverlap: true }, font)
    };
    var scale = {
      type: "value", axisLabel: font, splitLine: { show: data.kind !== "bars", lineStyle: { color: colour("--line") } },
      min: data.low ? Number(data.low) : undefined, max: data.high ? Number(data.high) : undefined, splitNumber: 4
    };
    if (data.kind !== "bars") return { xAxis: names, yAxis: scale };
    scale.axisLabel = { show: false };
    return { xAxis: scale, yAxis: names };
  }

  function option(data, room) {
    var ink = colour("--ink-2"), isMany = data.labels.length > MANY;
    return Object.assign({
      animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: data.kind === "bars" ? 64 : 24, top: 16, bottom: isMany ? 48 : 8, containLabel: true },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: colour("--surface"),
        borderColor: colour("--line-strong"), textStyle: { color: colour("--ink"), fontSize: 14 },
        axisPointer: { type: data.kind === "line" ? "line" : "shadow" },
        formatter: function (shown) { return said(data, shown[0].dataIndex, "\n").replace("：", data.series.length > 1 ? "\n" : "："); }
      },
      dataZoom: isMany ? [{ type: "slider", height: 24, bottom: 8 }, { type: "inside" }] : [],
      series: data.series.map(function (each) { return drawnSeries(data, each); })
    }, axes(data, ink, room));
  }

  function room(figure, data) {
    var box = document.createElement("div");
    box.className = "plot-live";
    box.tabIndex = 0;
    box.setAttribute("role", "slider");
    box.setAttribute("aria-label", data.title + "，用方向键逐项看" + (data.urls[0] ? "，按回车看明细" : ""));
    box.setAttribute("aria-valuemin", "1");
    box.setAttribute("aria-valuemax", String(data.labels.length));
    if (data.kind === "bars") box.style.height = data.labels.length * LINE_HEIGHT + 32 + "px";
    figure.querySelector(".plot-room").replaceChildren(box);
    return box;
  }

  function make(figure) {
    var data = read(figure);
    if (!data.labels.length) return;
    var box = room(figure, data), chart = window.echarts.init(box), at = data.labels.length - 1;
    function show(place) {
      at = Math.min(Math.max(place, 0), data.labels.length - 1);
      box.setAttribute("aria-valuenow", String(at + 1));
      box.setAttribute("aria-valuetext", said(data, at));
      return at;
    }
    function open() { if (data.urls[at]) window.location.href = data.urls[at]; }
    show(at);
    chart.setOption(option(data, box.clientWidth));
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { open(); return; }
      var next = event.key === "Home" ? 0 : event.key === "End" ? data.labels.length - 1 : at + STEPS[event.key];
      if (isNaN(next)) return;
      event.preventDefault();
      chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: show(next) });
    });
    box.addEventListener("blur", function () { chart.dispatchAction({ type: "hideTip" }); });
    chart.on("click", function (event) { show(event.dataIndex); open(); });
    new ResizeObserver(function () { chart.resize(); again(); }).observe(box);
    function again() { chart.setOption(option(data, box.clientWidth)); }
    new MutationObserver(again).observe(root, { attributes: true, attributeFilter: ["data-theme", "data-contrast", "data-mode"] });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    var button = figure.querySelector("[data-save=png]");
    button.hidden = false;
    button.addEventListener("click", function () {
      save(chart.getDataURL({ pixelRatio: 2, backgroundColor: colour("--surface") }), data.title + ".png");
    });
  }

  function save(address, name) {
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  }

  // A cell that a spreadsheet would take for a formula is written as text; a number stays a number.
  function cell(words) {
    var text = /^[=+\-@\t\r]/.test(words) && isNaN(words) ? "'" + words : words;
    return '"' + text.replace(/"/g, '""') + '"';
  }

  function saveTable(figure) {
    var lines = Array.from(figure.querySelectorAll("table tr")).map(function (row) {
      return Array.from(row.cells).map(function (each) { return cell(each.textContent); }).join(",");
    });
    var address = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }));
    save(address, figure.dataset.title + ".csv");
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }

  function library(address) {
    waiting = waiting || new Promise(function (found, lost) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = found;
      script.onerror = lost;
      document.head.append(script);
    });
    return waiting;
  }

  // The library is heavy: it is asked for when a chart comes into view.
  var seen = new IntersectionObserver(function (entries) {
    entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
      seen.unobserve(entry.target);
      library(entry.target.dataset.library).then(function () { make(entry.target); }, function () {
        entry.target.dataset.plain = "";  // the drawing of the server stays
      });
    });
  }, { rootMargin: "200px" });

  document.querySelectorAll("figure[data-chart]").forEach(function (figure) {
    figure.querySelector("[data-tools]").hidden = false;
    figure.querySelector("[data-save=csv]").addEventListener("click", function () { saveTable(figure); });
    if (figure.dataset.library) seen.observe(figure);
  });
}());
