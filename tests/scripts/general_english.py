#!/usr/bin/env python3
"""Makes assets/typing/english.tsv from wordfreq's English list and a Hunspell dictionary.

Usage: general_english.py WORDFREQ.whl HUNSPELL.dic > assets/typing/english.tsv

Needs msgpack. WORDFREQ.whl is the wheel of wordfreq 3.1.1; HUNSPELL.dic the word list of the npm
package dictionary-en. Sources and licences: assets/typing/README.md.
"""
import gzip
import re
import sys
import zipfile

import msgpack

WORDS = 30_000
# Below this frequency (centibels) a word must be in the dictionary.
RARE = 560
ENDINGS = [
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("er", ""), ("ers", ""), ("'s", ""), ("ation", "e"),
    ("ments", "ment"),
]


def main(wheel, hunspell):
    lines = open(hunspell, encoding="utf-8")
    dictionary = {line.split("/")[0].strip() for line in lines}

    def is_common(word):
        if word in dictionary:
            return True
        for ending, stem in ENDINGS:
            if not word.endswith(ending):
                continue
            rest = word[: -len(ending)]
            if rest + stem in dictionary:
                return True
            doubled = len(rest) > 3 and rest[-1] == rest[-2]
            if ending in ("ed", "ing") and doubled and rest[:-1] in dictionary:
                return True
        return False

    def spelt(word, centibels):
        capital = word[0].upper() + word[1:]
        if word == "i" or word.startswith("i'"):
            return capital
        if is_common(word):
            return word
        if word.upper() in dictionary:
            return word.upper()
        base = re.sub("'s$", "", capital)
        if base in dictionary or (base.endswith("s") and base[:-1] in dictionary):
            return capital
        return None if len(word) < 4 or centibels > RARE else word

    packed = zipfile.ZipFile(wheel).read("wordfreq/data/large_en.msgpack.gz")
    frequencies = msgpack.unpackb(gzip.decompress(packed), raw=False)
    count = 0
    for centibels, words in enumerate(frequencies[1:], 1):
        for word in words:
            if not re.fullmatch(r"[a-z]+(?:'[a-z]+)*", word):
                continue
            if len(word) == 1 and word not in "ai":
                continue
            shown = spelt(word, centibels)
            if shown:
                print(f"{shown}\t{centibels}")
                count += 1
        if count > WORDS:
            return


main(*sys.argv[1:])
