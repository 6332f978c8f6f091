"use strict";
// Draws each figure.chart from its JSON with D3. All colors are classes, so that the style sheet
// alone decides on light, dark and paper. What goes wrong is counted in <html data-errors>.
(() => {
  const root = document.documentElement;
  const failed = message => {
    root.dataset.errors = String(Number(root.dataset.errors || 0) + 1);
    root.dataset.error = String(message);
  };
  window.addEventListener("error", event => failed(event.message));
  window.addEventListener("unhandledrejection", event => failed(event.reason));
  document.addEventListener("securitypolicyviolation", event => failed("blocked " + event.blockedURI));
  root.dataset.errors = "0";

  const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 1 2 1 2"];
  const SYMBOLS = [
    d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond,
    d3.symbolCross, d3.symbolStar, d3.symbolWye, d3.symbolCircle];
  const MARGIN = {top: 26, right: 14, bottom: 42};
  const DOT = 34;
  /** Size of a picture on paper, which is scaled to the page. */
  const PAPER = {width: 680, height: 250};

  const heightAt = width => Math.round(Math.max(230, Math.min(340, width * 0.48)));
  const style = i => i % DASHES.length;
  const color = (series, i) => series.kind === "CLOUD" ? "cloud" : `s${style(i)}`;
  const joined = series => series.kind === "LINE" || series.kind === "STEP";
  const symbol = (series, i) => d3.symbol(series.kind === "CLOUD" ? d3.symbolCircle : SYMBOLS[style(i)], DOT)();
  const title = axis => axis.unit ? `${axis.label} (${axis.unit})` : axis.label;
  const format = (value, axis) =>
    d3.format(`,.${axis.decimals}f`)(value) + (axis.unit ? ` ${axis.unit}` : "");

  function legend(figure, chart) {
    if (chart.series.length < 2) return;
    const entries = d3.select(figure).insert("ul", ".plot").attr("class", "legend")
      .selectAll("li").data(chart.series).join("li");
    const key = entries.append("svg").attr("width", 26).attr("height", 12).attr("aria-hidden", "true");
    key.each(function (series, i) {
      const g = d3.select(this).append("g").attr("class", color(series, i)).attr("transform", "translate(13,6)");
      if (joined(series)) {
        g.append("path").attr("class", "line").attr("d", "M-13,0H13").attr("stroke-dasharray", DASHES[style(i)]);
      }
      if (series.kind !== "LINE") g.append("path").attr("class", "dot").attr("d", symbol(series, i));
    });
    entries.append("span").text(series => series.name);
  }

  /** A domain with a little air; zero stays the end where no figure is below it. */
  function domain(values) {
    let [low, high] = d3.extent(values);
    if (low === undefined) return [0, 1];
    if (low === high) return low === 0 ? [0, 1] : [low - Math.abs(low) * 0.05, high + Math.abs(high) * 0.05];
    const air = (high - low) * 0.04;
    return [low >= 0 && low < air * 6 ? 0 : low - air, high + air];
  }

  function draw(plot, chart, width, height) {
    const points = chart.series.flatMap((series, i) => series.points
      .filter(p => p[0] !== null && p[1] !== null)
      .map(p => ({x: p[0], y: p[1], low: p[2] ?? null, high: p[3] ?? null, label: p[4] || "", series, i})));
    const xs = points.map(p => p.x).concat(chart.marks.map(mark => mark.x));
    const ys = points.flatMap(p => p.low === null ? [p.y] : [p.y, p.low, p.high]);
    const y = d3.scaleLinear(domain(ys), [height - MARGIN.bottom, MARGIN.top]).nice(5);
    const ticks = y.ticks(5);
    const tick = y.tickFormat(5);
    const left = 14 + 7.2 * Math.max(...ticks.map(t => tick(t).length));
    const line = chart.series.every(series => series.kind === "LINE");
    const x = d3.scaleLinear(line ? d3.extent(xs.length ? xs : [0, 1]) : domain(xs), [left, width - MARGIN.right]);

    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("aria-hidden", "true");
    svg.append("g").attr("class", "grid").selectAll("line").data(ticks).join("line")
      .attr("x1", left).attr("x2", width - MARGIN.right).attr("y1", y).attr("y2", y);
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - MARGIN.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, Math.min(8, width / 90))).tickSizeOuter(0));
    svg.append("g").attr("class", "axis").attr("transform", `translate(${left},0)`)
      .call(d3.axisLeft(y).tickValues(ticks).tickFormat(tick).tickSize(0).tickPadding(8))
      .call(g => g.select(".domain").remove());
    svg.append("text").attr("class", "axis-title").attr("x", 0).attr("y", 12).text(title(chart.y));
    svg.append("text").attr("class", "axis-title").attr("x", width - MARGIN.right).attr("y", height - 6)
      .attr("text-anchor", "end").text(title(chart.x));

    const marks = svg.append("g").attr("class", "marks").selectAll("g").data(chart.marks).join("g")
      .attr("transform", mark => `translate(${x(mark.x)},0)`);
    marks.append("line").attr("y1", MARGIN.top).attr("y2", height - MARGIN.bottom);
    marks.append("path").attr("d", d3.symbol(d3.symbolTriangle, 40)()).attr("transform", `translate(0,${MARGIN.top - 4}) rotate(180)`);
    marks.append("title").text(mark => mark.label);

    const order = d3.sort(d3.range(chart.series.length), i => chart.series[i].kind === "CLOUD" ? 0 : 1);
    order.forEach(i => {
      const series = chart.series[i];
      const g = svg.append("g").attr("class", color(series, i));
      if (joined(series)) {
        g.append("path").attr("class", "line").attr("stroke-dasharray", DASHES[style(i)])
          .attr("d", d3.line(p => x(p[0]), p => y(p[1]))
            .defined(p => p[0] !== null && p[1] !== null)
            .curve(series.kind === "STEP" ? d3.curveStepAfter : d3.curveLinear)(series.points));
      }
      const own = points.filter(p => p.i === i);
      g.selectAll(".interval").data(own.filter(p => p.low !== null && p.high !== null)).join("path")
        .attr("class", "interval").attr("d", p => `M${x(p.x)},${y(p.low)}V${y(p.high)}`);
      if (series.kind !== "LINE" || own.length === 1) {
        g.selectAll(".dot").data(own).join("path").attr("class", "dot")
          .attr("d", symbol(series, i)).attr("transform", p => `translate(${x(p.x)},${y(p.y)})`);
      }
    });
    plot.replaceChildren(svg.node());
    if (points.length) hover(plot, svg, chart, points, x, y, width);
  }

  /** Says what the point next to the pointer is. */
  function hover(plot, svg, chart, points, x, y, width) {
    const nearest = d3.Delaunay.from(points, p => x(p.x), p => y(p.y));
    const ring = svg.append("circle").attr("class", "ring").attr("r", 6).attr("visibility", "hidden");
    const tip = d3.select(plot).append("div").attr("class", "tip").attr("hidden", "");
    const leave = () => {
      ring.attr("visibility", "hidden");
      tip.attr("hidden", "");
    };
    svg.on("pointerleave", leave).on("pointerdown pointermove", event => {
      const [px, py] = d3.pointer(event, svg.node());
      const p = points[nearest.find(px, py)];
      if (!p || Math.hypot(x(p.x) - px, y(p.y) - py) > 60) return leave();
      const scale = svg.node().clientWidth / width;
      ring.attr("visibility", null).attr("cx", x(p.x)).attr("cy", y(p.y));
      const interval = p.low === null ? "" : `, from ${format(p.low, chart.y)} to ${format(p.high, chart.y)}`;
      tip.attr("hidden", null)
        .style("top", `${y(p.y) * scale + 10}px`)
        .style("left", x(p.x) > width / 2 ? null : `${x(p.x) * scale}px`)
        .style("right", x(p.x) > width / 2 ? `${(width - x(p.x)) * scale}px` : null);
      tip.selectAll("p").data([
        p.series.name,
        `${chart.x.label} ${format(p.x, chart.x)}, ${chart.y.label} ${format(p.y, chart.y)}${interval}`,
        p.label]).join("p").text(text => text);
    });
  }

  for (const figure of document.querySelectorAll("figure.chart")) {
    const chart = JSON.parse(figure.querySelector("script").textContent);
    const plot = figure.querySelector(".plot");
    legend(figure, chart);
    let drawn = 0;
    const redraw = () => {
      const width = Math.round(plot.clientWidth);
      if (width > 0 && width !== drawn && !matchMedia("print").matches) {
        drawn = width;
        draw(plot, chart, width, heightAt(width));
      }
    };
    redraw();
    window.addEventListener("beforeprint", () => draw(plot, chart, PAPER.width, PAPER.height));
    window.addEventListener("afterprint", () => draw(plot, chart, drawn, heightAt(drawn)));
    new ResizeObserver(redraw).observe(plot);
    root.dataset.charts = String(Number(root.dataset.charts || 0) + (plot.firstChild ? 1 : 0));
  }
})();
