#!/usr/bin/python3
"""Writes tests/Vitrine.Onnx.Tests/Tokenizers/Recorded/clip-tokens.txt: 1,000 generated texts and their token ids by a second, independent encoder.

    apt-get install python3-regex
    python3 tests/oracle/clip_tokens.py FOLDER_WITH_VOCAB_AND_MERGES > tests/Vitrine.Onnx.Tests/Tokenizers/Recorded/clip-tokens.txt

The encoder works as the published one is described: form C, lower case, the regular expression with IGNORECASE, then *strings* merged in
whole passes (Vitrine merges ids one pair at a time from a heap). Line: text as a JSON string, tab, ids without start and end. Where ids are
many, a line holds their number and CRC-32 instead ("#COUNT CRC").
"""
import json
import random
import sys
import unicodedata
import zlib

import regex

folder = sys.argv[1]
vocabulary = json.load(open(f"{folder}/vocab.json", encoding="utf-8"))
lines = open(f"{folder}/merges.txt", encoding="utf-8").read().split("\n")[1:]
ranks = {tuple(line.split()): rank for rank, line in enumerate(lines) if line}
pattern = regex.compile(
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", regex.IGNORECASE)

printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
alphabet = {byte: chr(byte) for byte in printable}
alphabet |= {byte: chr(256 + n) for n, byte in enumerate(b for b in range(256) if b not in alphabet)}


def merge(word):
    symbols = [alphabet[byte] for byte in word.encode("utf-8")]
    symbols[-1] += "</w>"
    while len(symbols) > 1:
        best = min(zip(symbols, symbols[1:]), key=lambda pair: ranks.get(pair, 1 << 30))
        if best not in ranks:
            break
        joined, i = [], 0
        while i < len(symbols):
            if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == best:
                joined.append(symbols[i] + symbols[i + 1])
                i += 2
            else:
                joined.append(symbols[i])
                i += 1
        symbols = joined
    return symbols


def encode(text):
    text = unicodedata.normalize("NFC", text).lower()
    ids = []
    for word in pattern.findall(text):
        ids += [vocabulary[word]] if word in ("<|startoftext|>", "<|endoftext|>") else [vocabulary[symbol] for symbol in merge(word)]
    return ids


rng = random.Random(20220713)
words = """shirt Dress SHOES men women's don't you've I'll we're it'd I'm black-white t-shirt Levi's 100% cotton size XL (pack of 2)
running/walking naïve café Überraschung façade smörgåsbord Größe STRASSE Ελλάδα ΟΔΟΣ ΣΟΦΟΣ λόγος Москва платье İstanbul ışık
red, "quoted" a_b #1 @home e-mail@example.org http://example.org/a?b=c&d 3.14 1,299.00 €15 ₹499 £9 ½ ² Ⅷ ① '' 's 'S 'ſ !!! ... -- <b>
<|endoftext|> <|startoftext|> <|ENDOFTEXT|> &amp; supercalifragilisticexpialidocious antidisestablishmentarianism aaaaaaaaaaaaaaaa""".split()
emoji = "👟 🏃 👗 👨‍👩‍👧‍👦 🇮🇳 ❤️ 👍🏽 🤖 😂 🧥 ☕ ♻️ 🏳️‍🌈 1️⃣".split()
ranges = [(0x4E00, 0x9FA5), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xAC00, 0xD7A3), (0x1100, 0x11C2), (0x0410, 0x044F), (0x0391, 0x03A9),
          (0x0900, 0x0950), (0x0E01, 0x0E3A), (0x0620, 0x064A), (0x05D0, 0x05EA), (0x00A1, 0x024F), (0x2000, 0x206F), (0x2190, 0x21FF),
          (0x20A0, 0x20BF), (0x2460, 0x24FF), (0x1F300, 0x1F5FF), (0x20000, 0x20100), (0xFB00, 0xFB06), (0xF900, 0xFA0D), (0x0000, 0x00A0)]
# Not U+0345: under IGNORECASE the regex module matches it by no alternative at all and drops it; Vitrine treats it as the mark it is.
marks = [chr(code) for code in range(0x300, 0x345)] + ["\u05bc", "\u093c", "\u3099"]


def some(low, high):
    while True:
        char = chr(rng.randint(low, high))
        if unicodedata.category(char) != "Cn":
            return char


def text(kind):
    if kind < 3:
        return rng.choice([" ", " ", "  ", "\t", ""]).join(rng.choice(words) for _ in range(rng.randint(1, 9)))
    if kind == 3:
        return " ".join(rng.choice(emoji + words) for _ in range(rng.randint(1, 5)))
    if kind == 4:
        return "".join(some(*rng.choice(ranges)) for _ in range(rng.randint(1, 14)))
    if kind == 5:
        low, high = rng.choice(ranges)
        return "".join(some(low, high) for _ in range(rng.randint(1, 14)))
    if kind == 6:
        base = "".join(rng.choice("aeiounsczAEIOU가か") + "".join(rng.choice(marks) for _ in range(rng.randint(0, 3))) for _ in range(6))
        return base if rng.random() < .5 else unicodedata.normalize("NFD", rng.choice(words) + base)
    if kind == 7:
        return "".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789'-!. \u00a0\u3000\u2028\u0000\u007f") for _ in range(rng.randint(1, 40)))
    if kind == 8:
        return "".join(rng.choice("ΑΣσςa.'·\u0301 -İIı") for _ in range(rng.randint(2, 14)))
    return rng.choice(["a", "ab", "haha", "é", "12", "!?", "ok ", "的"]) * rng.randint(20, 120)


for n in range(1000):
    sample = text(n % 10)
    ids = encode(sample)
    shown = " ".join(map(str, ids)) if len(ids) <= 60 else f"#{len(ids)} {zlib.crc32(' '.join(map(str, ids)).encode()):08x}"
    print(json.dumps(sample), shown, sep="\t")
