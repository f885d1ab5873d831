"""Opens DOCX files in a headless LibreOffice, accepts or rejects what they track, and writes what is then read.

usage: libreoffice.py <soffice> <profile folder> <command>...
  command: <input.docx>:<none|accept|reject>:<output.json>
  The output holds the body's text and the text of each footnote, in their order.
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def value(name, content):
    one = PropertyValue()
    one.Name = name
    one.Value = content
    return one


def connect(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        if office.poll() is not None:
            sys.exit(f"LibreOffice stopped with code {office.returncode}")
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    sys.exit("LibreOffice did not answer")


def lines(text):
    """The paragraphs of a text; a row of a table is one line, its cells between bars."""
    found = []
    paragraphs = text.createEnumeration()
    while paragraphs.hasMoreElements():
        one = paragraphs.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph"):
            found.append({"style": one.ParaStyleName, "label": label(one), "text": shown(one)})
        elif one.supportsService("com.sun.star.text.TextTable"):
            rows = {}
            for name in one.CellNames:
                cell = one.getCellByName(name)
                digits = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
                content = " ".join(f"{p['label']} {p['text']}".strip() for p in lines(cell))
                rows.setdefault(int(digits.split(".")[0]), []).append(content)
            for rank in sorted(rows):
                found.append({"style": "table", "label": "", "text": " | ".join(rows[rank])})
    return found


def label(paragraph):
    """The number of a paragraph, or its bullet."""
    number = getattr(paragraph, "ListLabelString", "")
    if number or not paragraph.NumberingRules or not paragraph.NumberingIsNumber:
        return number
    level = paragraph.NumberingRules.getByIndex(paragraph.NumberingLevel)
    return "".join(prop.Value for prop in level if prop.Name == "BulletChar")


def shown(paragraph):
    """Words of a paragraph; a footnote's call is its number between brackets."""
    text = ""
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "Footnote":
            text += f"[^{portion.Footnote.getLabel() or portion.getString()}]"
        elif portion.TextPortionType not in ("Redline", "Bookmark", "ReferenceMark"):
            text += portion.getString()
    return text


def run(context, source, mode, target):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    url = uno.systemPathToFileUrl(os.path.abspath(source))
    document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
    if mode in COMMANDS:
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(document.CurrentController.Frame, COMMANDS[mode], "", 0, ())
    notes = [document.Footnotes.getByIndex(rank) for rank in range(document.Footnotes.Count)]
    answer = {
        "body": lines(document.Text),
        "notes": [lines(note) for note in notes],
        "tracked": document.Redlines.createEnumeration().hasMoreElements(),
    }
    document.close(True)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(answer, file, ensure_ascii=False)


def main():
    soffice, profile, *commands = sys.argv[1:]
    pipe = f"clausier-{os.getpid()}"
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={uno.systemPathToFileUrl(os.path.abspath(profile))}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe, office)
        for command in commands:
            run(context, *command.rsplit(":", 2))
    finally:
        office.terminate()
        office.wait(20)


main()
