"use strict";
(function () {
  var panel = document.getElementById("panel");
  var table = document.getElementById("matrix");
  if (!panel || !table) { return; }
  var content = document.getElementById("panel-content");
  var title = document.getElementById("panel-title");
  var close = document.getElementById("panel-close");
  var rows = Array.prototype.slice.call(table.querySelectorAll("tbody tr[data-row]"));
  var grid = rows.map(function (row) {
    return Array.prototype.slice.call(row.querySelectorAll("td[data-cell]"));
  });
  var chosen = null;

  function opener(cell) { return cell.querySelector(".open"); }

  function each(action) {
    grid.forEach(function (row, r) {
      row.forEach(function (cell, c) { action(cell, r, c); });
    });
  }

  function settle(cell) {
    each(function (other) { opener(other).tabIndex = other === cell ? 0 : -1; });
  }

  function mark(cell) {
    if (chosen) {
      chosen.classList.remove("chosen");
      opener(chosen).setAttribute("aria-expanded", "false");
    }
    chosen = cell;
    if (cell) {
      cell.classList.add("chosen");
      opener(cell).setAttribute("aria-expanded", "true");
    }
  }

  function show(cell) {
    var source = document.getElementById("b-" + cell.getAttribute("data-cell"));
    mark(cell);
    settle(cell);
    title.textContent = cell.getAttribute("data-place");
    content.textContent = "";
    var copy = (source || cell).cloneNode(true);
    [copy].concat(Array.prototype.slice.call(copy.querySelectorAll("[id]"))).forEach(
      function (part) { part.removeAttribute("id"); }
    );
    Array.prototype.slice.call(copy.querySelectorAll("h3")).forEach(
      function (heading) { heading.remove(); }
    );
    while (copy.firstChild) { content.appendChild(copy.firstChild); }
    panel.hidden = false;
    panel.scrollTop = 0;
    title.focus();
  }

  function hide() {
    var cell = chosen;
    panel.hidden = true;
    mark(null);
    if (cell) { opener(cell).focus(); }
  }

  function move(r, c) {
    var row = grid[Math.max(0, Math.min(grid.length - 1, r))];
    var cell = row && row[Math.max(0, Math.min(row.length - 1, c))];
    if (!cell) { return; }
    settle(cell);
    opener(cell).focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  each(function (cell, r, c) {
    var link = opener(cell);
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", "panel");
    link.setAttribute("aria-expanded", "false");
    cell.addEventListener("click", function (event) {
      var inner = event.target.closest("a");
      if (inner && inner !== link) { return; }
      if (String(window.getSelection())) { return; }
      event.preventDefault();
      show(cell);
    });
    link.addEventListener("keydown", function (event) {
      var steps = { ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], ArrowUp: [r - 1, c],
        ArrowDown: [r + 1, c], Home: [r, 0], End: [r, grid[r].length - 1] };
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show(cell);
      } else if (steps[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        move(steps[event.key][0], steps[event.key][1]);
      }
    });
  });
  close.addEventListener("click", hide);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) { hide(); }
  });
  if (grid.length && grid[0].length) { settle(grid[0][0]); }
}());
