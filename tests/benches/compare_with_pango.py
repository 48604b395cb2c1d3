#!/usr/bin/env python3
"""Compares the CPU time of layout with Pango's, on the same text, fonts, size and width.

    compare_with_pango.py [TEXT]

Needs a C compiler and Debian's libpango1.0-dev. Both programs take turns five times; the best of
each counts. Microseconds for 1,000 characters; a keystroke is one layout of 2,000 characters.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTH, SIZE, ROUNDS = "520", "19", "40"


def build_ours():
    command = ["cargo", "bench", "--no-run", "--features", "internals", "--bench", "layout_time",
               "--message-format", "json"]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    messages = map(json.loads, output.splitlines())
    return next(message["executable"] for message in messages
                if message.get("executable") and message["target"]["name"] == "layout_time")


def build_pango(folder):
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "pangocairo"], check=True,
                           capture_output=True, text=True).stdout.split()
    program = str(folder / "pango_time")
    source = str(ROOT / "tests/benches/pango_time.c")
    subprocess.run(["cc", "-O2", "-o", program, source, *flags], check=True)
    return program


def measure(command, environment):
    output = subprocess.run(command, check=True, capture_output=True, text=True,
                            env=environment).stdout
    return {name: float(value) for name, value in map(str.split, output.splitlines())}


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "assets/sample/article.txt")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = folder / "fonts.conf"
        config.write_text(f"<fontconfig><dir>{ROOT}/assets/fonts</dir>"
                          f"<cachedir>{folder}/cache</cachedir></fontconfig>")
        environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
        programs = {"turjuman": build_ours(), "pango": build_pango(folder)}
        best = {name: {} for name in programs}
        for _ in range(5):
            for name, program in programs.items():
                for what, value in measure([program, text, WIDTH, SIZE, ROUNDS],
                                           environment).items():
                    best[name][what] = min(value, best[name].get(what, value))
    for what in ("first", "warm", "keystroke"):
        ours, pango = (best[name][what] for name in programs)
        print(f"{what:10} turjuman {ours:8.1f} us  pango {pango:8.1f} us  ratio {ours / pango:.2f}")
    print(f"{'cached':10} turjuman {best['turjuman']['cached']:8.1f} us")


if __name__ == "__main__":
    main()
