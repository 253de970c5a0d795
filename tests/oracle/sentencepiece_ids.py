#!/usr/bin/python3
"""Writes two small models of SentencePiece and the ids that it gives to the 1,000 texts of tests/oracle/tokenizers.mjs.

    apt-get install python3-sentencepiece
    python3 tests/oracle/sentencepiece_ids.py tests/Vitrine.Onnx.Tests/Tokenizers/Recorded

unigram.spiece.gz has rules of normalisation of its own and symbols of the user; bytes.spiece.gz is byte-pair encoding that falls back to bytes.
NAME.spiece.ids.gz: a line of ids for each text; of more than 60 ids their number and CRC-32.
"""
import gzip
import json
import os
import sys
import tempfile
import zlib

import sentencepiece

folder = sys.argv[1]
texts = json.loads(gzip.open(f"{folder}/texts.json.gz", "rt", encoding="utf-8").read())
rules = {"\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\u00ad": "", "\u0001": "", "ﬁ": "fi", "①": "1", "Ⅷ": "VIII", "½": "1/2",
         "e\u0301": "é", "o\u0308": "ö", "…": "...", "😂": ":)", "Ａ": "A", "１": "1"}


def hexes(text):
    return " ".join(f"{ord(char):04X}" for char in text)


def write(name, content):
    with open(f"{folder}/{name}", "wb") as file:
        file.write(gzip.compress(content, 9, mtime=0))


def shown(ids):
    line = " ".join(map(str, ids))
    return line if len(ids) <= 60 else f"#{len(ids)} {zlib.crc32(line.encode()):08x}"


with tempfile.TemporaryDirectory() as work:
    with open(f"{work}/rules.tsv", "w", encoding="utf-8") as file:
        file.writelines(f"{hexes(key)}\t{hexes(value)}\n" for key, value in rules.items())
    with open(f"{work}/corpus.txt", "w", encoding="utf-8") as file:
        file.writelines(text + "\n" for text in texts if 0 < len(text) < 200 and text.isprintable())
    common = {"input": f"{work}/corpus.txt", "num_threads": 1, "minloglevel": 2, "character_coverage": .98, "hard_vocab_limit": False}
    sentencepiece.SentencePieceTrainer.train(**common, model_prefix=f"{work}/unigram", model_type="unigram", vocab_size=900, normalization_rule_tsv=f"{work}/rules.tsv",
                                             user_defined_symbols=["<mask>", "[word]"], pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    sentencepiece.SentencePieceTrainer.train(**common, model_prefix=f"{work}/bytes", model_type="bpe", vocab_size=1200, normalization_rule_name="identity",
                                             byte_fallback=True, remove_extra_whitespaces=False)
    for name in ("unigram", "bytes"):
        write(f"{name}.spiece.gz", open(f"{work}/{name}.model", "rb").read())
        model = sentencepiece.SentencePieceProcessor(model_file=f"{work}/{name}.model")
        write(f"{name}.spiece.ids.gz", "".join(shown(model.encode(text)) + "\n" for text in texts).encode())
        print(name, os.path.getsize(f"{work}/{name}.model"), model.vocab_size(), model.encode("naïve café 👟 <mask> ﬁne", out_type=str))
