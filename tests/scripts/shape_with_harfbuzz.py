#!/usr/bin/env python3
"""Compares Turjuman's glyphs with HarfBuzz's own, or stores HarfBuzz's as expected values.

    shape_with_harfbuzz.py [--program target/debug/turjuman] [--face naskh|sans|serif] [--bold]
                           [--store FILE.jsonl] TEXT...

Each line of a text is a paragraph. Every run that Turjuman makes is given to hb-shape (Debian:
libharfbuzz-bin) with the same font file, direction, script and the text around it; glyph ids,
advances and offsets in font units must be equal. Which run has which direction is checked by the
conformance test of the bidirectional algorithm, not here.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {
    f"{family} {style}": ROOT / "assets/fonts" / f"{family.replace(' ', '')}-{style}.ttf"
    for family in ("Noto Naskh Arabic", "Noto Sans", "Noto Serif")
    for style in ("Regular", "Bold", "Italic")
}


def script_of(character):
    """The script of a letter, or None for what takes the script of its surroundings."""
    name = unicodedata.name(character, "")
    if unicodedata.category(character) in ("Mn", "Cf"):
        return None
    if name.startswith(("ARABIC-INDIC DIGIT", "ARABIC COMMA", "ARABIC SEMICOLON",
                        "ARABIC QUESTION", "ARABIC TATWEEL")):
        return None
    if name.startswith(("ARABIC", "EXTENDED ARABIC")):
        return "Arab"
    if name.startswith("LATIN"):
        return "Latn"
    return None


def script_of_run(text, start, end):
    """That of its first letter, else of the last letter before it, else of the first after it."""
    pieces = (text[start:end], reversed(text[:start]), text[end:])
    for piece in pieces:
        for character in piece:
            if found := script_of(character):
                return found
    return "Zyyy"


def layout(program, face, bold, path):
    command = [program, "--json", "typeset", "--font", face, "--size", "1000", str(path)]
    output = subprocess.run(command + (["--bold"] if bold else []), check=True,
                            capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.split("\n") if line]


def harfbuzz(text, run):
    """hb-shape's glyphs of a run: id, advance, offsets."""
    data = text.encode()
    start, end = (len(data[:run[key]].decode()) for key in ("start", "end"))
    command = [
        "hb-shape", f"--font-file={FILES[run['font']]}", f"--direction={run['direction']}",
        f"--script={script_of_run(text, start, end)}", f"--text={text[start:end]}",
        f"--text-before={text[:start]}", f"--text-after={text[end:]}",
        "--output-format=json", "--no-glyph-names", "--no-clusters", "--language=und",
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [[glyph["g"], glyph["ax"], glyph["dx"], glyph["dy"]] for glyph in json.loads(output)]


def ours(run):
    return [[glyph["id"], *(round(glyph[key]) for key in ("advance", "dx", "dy"))]
            for glyph in run["glyphs"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / "target/debug/turjuman"))
    parser.add_argument("--face", default="naskh")
    parser.add_argument("--bold", action="store_true")
    parser.add_argument("--store", type=pathlib.Path)
    parser.add_argument("texts", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    glyphs = wrong = 0
    stored = []
    for path in options.texts:
        paragraphs = path.read_text().split("\n")
        for line in layout(options.program, options.face, options.bold, path):
            text = paragraphs[line["paragraph"] - 1]
            runs = []
            for run in line["runs"]:
                expected = harfbuzz(text, run)
                got = ours(run)
                glyphs += len(expected)
                if got != expected:
                    wrong += sum(a != b for a, b in zip(got, expected))
                    wrong += abs(len(got) - len(expected))
                    print(f"{path.name}:{line['paragraph']} {run['font']} {run['direction']} "
                          f"{text.encode()[run['start']:run['end']].decode()!r}\n"
                          f"  ours     {got}\n  harfbuzz {expected}")
                runs.append([run["font"], run["direction"], run["start"], run["end"], expected])
            stored.append({"face": options.face, "bold": options.bold, "text": text, "runs": runs})
    print(f"{glyphs} glyphs, {wrong} different")
    if options.store:
        rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in stored)
        options.store.write_text("\n".join(rows) + "\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
