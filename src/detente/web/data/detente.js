// Makes pages handier; none of them needs it.
"use strict";
(() => {
  // #c=120,240 jumps to characters of a report: the server marks them.
  const jump = () => {
    const m = /^#c=(\d+)[,-](\d+)$/.exec(location.hash);
    if (m && location.pathname.startsWith("/report/")) location.replace(location.pathname + "?c=" + m[1] + "," + m[2] + "#here");
  };
  addEventListener("hashchange", jump);
  jump();

  // The slider over days goes to the day when let go, and names it on the way.
  const slider = document.querySelector("form.slider");
  if (slider) {
    const days = slider.dataset.days.split(" "), range = slider.querySelector("input[type=range]"), out = slider.querySelector("output");
    range.addEventListener("input", () => { out.value = days[range.value]; range.setAttribute("aria-valuetext", days[range.value]); });
    range.addEventListener("change", () => slider.requestSubmit());
  }

  // Files may be dropped anywhere on the form.
  const add = document.querySelector("form.add");
  if (add) {
    const files = add.querySelector("input[type=file]");
    for (const kind of ["dragover", "dragleave", "drop"]) add.addEventListener(kind, (e) => {
      e.preventDefault();
      add.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && e.dataTransfer.files.length) { files.files = e.dataTransfer.files; add.requestSubmit(); }
    });
  }

  // A picture as PNG, twice as large as on the page.
  for (const link of document.querySelectorAll("a[data-png]")) {
    const png = document.createElement("a");
    png.href = link.href; png.textContent = "PNG"; png.setAttribute("role", "button");
    png.addEventListener("click", async (e) => {
      e.preventDefault();
      const svg = await (await fetch(link.href)).blob(), image = new Image(), url = URL.createObjectURL(svg);
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = 2 * image.naturalWidth; canvas.height = 2 * image.naturalHeight;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((made) => {
          const save = document.createElement("a");
          save.href = URL.createObjectURL(made); save.download = new URL(link.href).pathname.split("/").pop().replace(/svg$/, "png"); save.click();
          URL.revokeObjectURL(url);
        });
      };
      image.src = url;
    });
    link.after(" · ", png);
  }

  // Words marked in a record's sentence become a party: the form takes them up, 1 or 2 says the part and sends it.
  const parties = document.getElementById("parties"), sentence = document.querySelector("blockquote.sentence");
  if (parties && sentence) document.addEventListener("selectionchange", () => {
    const marked = getSelection();
    if (!marked.isCollapsed && sentence.contains(marked.anchorNode) && sentence.contains(marked.focusNode)) {
      const bare = marked.getRangeAt(0).cloneContents();
      for (const tag of bare.querySelectorAll(".tag")) tag.remove();
      document.getElementById("words").value = bare.textContent.trim();
    }
  });
  const part = (n) => {
    const as = document.getElementById("as");
    if (!as?.options[n - 1] || !document.getElementById("words").value) return;
    as.selectedIndex = n - 1;
    parties.closest("details").open = true;
    parties.requestSubmit(parties.querySelector("button"));
  };

  // Keys: j and k for the next and previous row or record, o to open, a and r to accept and reject, e and w to amend, / to find.
  const rows = [...document.querySelectorAll("table.records tbody tr")];
  let at = -1;
  const typing = (e) => e.target.closest("input, textarea, select") || e.ctrlKey || e.metaKey || e.altKey;
  addEventListener("keydown", (e) => {
    if (typing(e)) return;
    if (e.key === "/") { e.preventDefault(); document.getElementById("find").focus(); return; }
    const verdict = { a: "accept", r: "reject", u: "undo" }[e.key];
    const button = verdict && document.querySelector(`button[name=verdict][value=${verdict}]`);
    if (button) { button.click(); return; }
    if (parties && /^[12]$/.test(e.key)) { part(Number(e.key)); return; }
    const field = { e: document.getElementById("amend"), w: parties?.querySelector("input:checked:not([value=''])") ?? parties?.querySelector("input[type=radio]") }[e.key];
    if (field) { e.preventDefault(); field.closest("details").open = true; field.focus(); return; }
    if (e.key !== "j" && e.key !== "k" && e.key !== "o") return;
    if (!rows.length) {
      const link = document.querySelector(`.pager a[rel=${e.key === "j" ? "next" : "prev"}]`);
      if (link && e.key !== "o") link.click();
      return;
    }
    if (e.key === "o") { rows[at]?.querySelector("a.open")?.click(); return; }
    at = Math.min(rows.length - 1, Math.max(0, at + (e.key === "j" ? 1 : -1)));
    const summary = rows[at].querySelector("summary");
    for (const d of document.querySelectorAll("table.records details[open]")) d.open = false;
    if (summary) { summary.parentElement.open = true; summary.focus(); }
  });
})();
