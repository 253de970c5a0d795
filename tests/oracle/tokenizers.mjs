#!/usr/bin/env node
// Writes tests/Vitrine.Onnx.Tests/Tokenizers/Recorded/: small tokenizer.json files of each family, 1,000 texts, and the ids that Hugging Face's own
// tokenizers (Rust) give them.
//
//     (cd FOLDER && npm install tokenizers@0.23.2)
//     NODE_PATH=FOLDER/node_modules node tests/oracle/tokenizers.mjs tests/Vitrine.Onnx.Tests/Tokenizers/Recorded
//
// Vocabularies are learned here, from a few hundred words of shops: merges and pieces of some hundred entries, so that texts meet merges, bytes and unknown words.
// texts.json.gz: an array of strings. NAME.json.gz: a tokenizer.json. NAME.ids.gz: a line of ids for each text; of more than 60 ids their number and CRC-32.
import { createRequire } from "node:module";
import { gzipSync, crc32 as zlibCrc } from "node:zlib";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const { Tokenizer } = createRequire(import.meta.url)(process.env.NODE_PATH ? join(process.env.NODE_PATH, "tokenizers") : "tokenizers");
const folder = process.argv[2];

// A seeded source (mulberry32), so that the files are the same every time.
let state = 20261128;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = n => Math.floor(random() * n);
const pick = list => list[below(list.length)];
const range = (low, high) => Array.from({ length: high - low + 1 }, (_, i) => low + i);

// ---------------------------------------------------------------- texts
const words = `shirt Dress SHOES men women's don't you've I'll we're it'd I'm black-white t-shirt Levi's 100% cotton size XL (pack of 2) running/walking
running walked unhappily embroidered waterproof lightweight handbag necklace sunglasses sneakers floral printed stainless steel vintage leather wool
naïve café Überraschung façade smörgåsbord Größe STRASSE Ελλάδα ΟΔΟΣ ΣΟΦΟΣ λόγος Москва платье İstanbul ışık KADIN Đồng giày áo
red, "quoted" a_b #1 @home e-mail@example.org http://example.org/a?b=c&d 3.14 1,299.00 €15 ₹499 £9 ½ ² Ⅷ ① '' 's 'S 'ſ !!! ... -- <b> \`\` '' $5 a+b=c x~y ^o^
ﬁne ﬂag oﬃce ǆ ẛ ª º ℃ Ω Å ㎏ ﷺ １２３ ＡＢＣ ｶﾞ 한국어 日本語 中文字 ตัวอักษร ไทย العربية שלום हिन्दी தமிழ்
&amp; supercalifragilisticexpialidocious antidisestablishmentarianism aaaaaaaaaaaaaaaa`.split(/\s+/);
const specials = ["<|endoftext|>", "<|startoftext|>", "<|ENDOFTEXT|>", "[CLS]", "[SEP]", "[MASK]", "[UNK]", "<s>", "</s>", "<mask>", "<unk>", "<pad>", "<bos>", "<eos>",
  "<extra_id_0>", "[word]", "[left]", "[right]", "Äpfel", "<0x0A>", "##s", "▁the", "shirtdress", "ſhirt"];
const emoji = ["👟", "🏃", "👗", "👨‍👩‍👧‍👦", "🇮🇳", "❤️", "👍🏽", "🤖", "😂", "🧥", "☕", "♻️", "🏳️‍🌈", "1️⃣", "𝒜𝓫", "𠀀𠮷", "𐐀𐐨", "𝟙"];
const blanks = [" ", " ", " ", "  ", "\t", "", "\n", "\r\n", "\u00a0", "\u3000", "\u2028", "\u200b", "\u200d", "\ufeff", "\u00ad"];
const scripts = [[0x4e00, 0x9fa5], [0x3041, 0x3096], [0x30a1, 0x30fa], [0xac00, 0xd7a3], [0x1100, 0x1112], [0x0410, 0x044f], [0x0391, 0x03a9], [0x0904, 0x0950],
  [0x0e01, 0x0e3a], [0x0620, 0x064a], [0x05d0, 0x05ea], [0xa1, 0x24f], [0x2010, 0x2064], [0x2190, 0x21ff], [0x20a0, 0x20bf], [0x2460, 0x24ff], [0x1f300, 0x1f5ff],
  [0x20000, 0x20100], [0xfb00, 0xfb06], [0xf900, 0xfa0d], [0, 0xa0], [0xff01, 0xff9d], [0x1d400, 0x1d454], [0x3400, 0x3500], [0x2160, 0x2188], [0x2100, 0x214f]];
const marks = [...range(0x300, 0x345), 0x5bc, 0x93c, 0x3099, 0x20dd, 0xfe0f, 0x903].map(code => String.fromCodePoint(code));
const some = ([low, high]) => {
  for (;;) {
    const char = String.fromCodePoint(low + below(high - low + 1));
    if (!/\p{Cn}/u.test(char)) return char;
  }
};
const times = (n, make) => Array.from({ length: n }, make).join("");

const text = kind => {
  switch (kind) {
    case 0: case 1: case 2: return Array.from({ length: 1 + below(12) }, () => pick(words)).join(" ");
    case 3: return times(1 + below(8), () => pick(words) + pick(blanks));
    case 4: return Array.from({ length: 1 + below(5) }, () => pick(random() < .5 ? emoji : words)).join(pick(["", " "]));
    case 5: return times(1 + below(14), () => some(pick(scripts)));
    case 6: { const script = pick(scripts); return times(1 + below(14), () => some(script)); }
    case 7: return times(1 + below(6), () => pick([..."aeiounsczAEIOU가か"]) + times(below(4), () => pick(marks))).normalize(pick(["NFC", "NFD", "NFKC"]));
    case 8: return times(1 + below(40), () => pick([..."abcdefghijklmnopqrstuvwxyz0123456789'-!. \u00a0\u3000\u2028\u0000\u007f\u0085\t\n\r"]));
    case 9: return pick(blanks) + times(1 + below(6), () => pick(random() < .5 ? specials : words) + pick(["", " ", "  "]));
    case 10: return pick(words).normalize("NFD") + " " + pick(words).toUpperCase() + " " + pick(words).normalize("NFKD");
    default: return times(20 + below(100), () => pick(["a", "ab", "haha ", "é", "12", "!?", "ok ", "的", " "]));
  }
};
const texts = ["", " ", "   ", "\n", "\u0000", "\u200b", "\ufffd", "a", "é", "e\u0301", "👟", "hello world!", "a photo of a cat", "x".repeat(5000), "ab ".repeat(3000),
  "é👟 ".repeat(1500), "的".repeat(4000), "\u0301".repeat(50), "a" + "\u0327\u0301".repeat(40), " ".repeat(300), "z".repeat(100), "z".repeat(101), "👟".repeat(101)];
for (let n = 0; texts.length < 1000; n++) texts.push(text(n % 12));

// ---------------------------------------------------------------- vocabularies
const corpus = [...words, ...emoji, ..."the of and for with a in to red blue green size pack new".split(" ")];
const printable = [...range(33, 126), ...range(161, 172), ...range(174, 255)];
const alphabet = [];
for (let byte = 0, next = 256; byte < 256; byte++) alphabet.push(String.fromCharCode(printable.includes(byte) ? byte : next++));
const spelt = word => [...Buffer.from(word, "utf8")].map(byte => alphabet[byte]).join("");

// Byte-pair merges of words given as lists of symbols, the most frequent pair first.
const learn = (lists, count, joined = (a, b) => a + b) => {
  const merges = [];
  lists = lists.map(list => [...list]);
  while (merges.length < count) {
    const pairs = new Map();
    for (const list of lists) for (let i = 1; i < list.length; i++) {
      const key = list[i - 1] + "\u0000" + list[i];
      pairs.set(key, (pairs.get(key) ?? 0) + 1);
    }
    if (pairs.size === 0) break;
    const [best] = [...pairs].reduce((a, b) => (b[1] > a[1] ? b : a));
    const [left, right] = best.split("\u0000");
    merges.push([left, right]);
    for (const list of lists) for (let i = 1; i < list.length; i++)
      if (list[i - 1] === left && list[i] === right) list.splice(i - 1, 2, joined(left, right));
  }
  return merges;
};
const numbered = tokens => Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id]));
const added = (vocabulary, tokens) => tokens.map(([content, flags], i) => ({
  id: vocabulary[content] ?? Math.max(...Object.values(vocabulary)) + 1 + tokens.slice(0, i).filter(([t]) => vocabulary[t] === undefined).length,
  content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...flags }));
const template = (before, after, vocabulary) => ({
  type: "TemplateProcessing",
  single: [...before.map(id => ({ SpecialToken: { id, type_id: 0 } })), { Sequence: { id: "A", type_id: 0 } }, ...after.map(id => ({ SpecialToken: { id, type_id: 0 } }))],
  pair: [{ Sequence: { id: "A", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }],
  special_tokens: Object.fromEntries([...before, ...after].map(token => [token, { id: token, ids: [vocabulary[token]], tokens: [token] }])) });
const sequence = (...normalizers) => ({ type: "Sequence", normalizers });
const steps = (...pretokenizers) => ({ type: "Sequence", pretokenizers });
const regex = Regex => ({ Regex });
const literal = String => ({ String });
const split = (pattern, behavior, invert = false) => ({ type: "Split", pattern, behavior, invert });
const metaspace = (prepend_scheme, flag = true) => ({ type: "Metaspace", replacement: "▁", prepend_scheme, split: flag });
const byteLevel = (add_prefix_space, use_regex = true) => ({ type: "ByteLevel", add_prefix_space, trim_offsets: true, use_regex });
const file = (model, rest) => ({ version: "1.0", truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...rest, model });
const bpe = (vocab, merges, rest = {}) => ({ type: "BPE", dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false,
  byte_fallback: false, ignore_merges: false, vocab, merges, ...rest });
const lines = merges => merges.map(pair => pair.join(" "));

const families = {};
{
  const bytes = learn([...corpus, ...corpus.map(word => " " + word)].map(word => [...spelt(word)]), 500);
  const tokens = [...alphabet, ...bytes.map(pair => pair.join(""))];
  const gpt2 = numbered([...tokens, "<|endoftext|>"]);
  families.gpt2 = file(bpe(gpt2, lines(bytes)), { added_tokens: added(gpt2, [["<|endoftext|>", {}]]), pre_tokenizer: byteLevel(false), post_processor: byteLevel(true), decoder: byteLevel(true) });

  const roberta = numbered(["<s>", "<pad>", "</s>", "<unk>", ...tokens, "<mask>"]);
  families.roberta = file(bpe(roberta, lines(bytes), { unk_token: "<unk>" }), {
    added_tokens: added(roberta, [["<s>", {}], ["<pad>", {}], ["</s>", {}], ["<unk>", {}], ["<mask>", { lstrip: true }]]), pre_tokenizer: byteLevel(true),
    post_processor: { type: "RobertaProcessing", sep: ["</s>", roberta["</s>"]], cls: ["<s>", roberta["<s>"]], trim_offsets: true, add_prefix_space: true } });

  const qwen = numbered([...tokens, "shirt", "<|endoftext|>", "<|startoftext|>"]);
  families.qwen = file(bpe(qwen, bytes, { ignore_merges: true }), {
    added_tokens: added(qwen, [["<|endoftext|>", {}], ["<|startoftext|>", { special: false }]]), normalizer: { type: "NFC" },
    pre_tokenizer: steps(split(regex("(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"), "Isolated"), byteLevel(false, false)),
    post_processor: { type: "Sequence", processors: [byteLevel(false), template(["<|startoftext|>"], ["<|endoftext|>"], qwen)] } });
  families.possessive = file(bpe(qwen, lines(bytes)), {
    pre_tokenizer: steps(split(regex("'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s"), "Isolated"), byteLevel(false, false)) });

  const clipMerges = learn(corpus.map(word => [...spelt(word.toLowerCase())].map((c, i, all) => (i === all.length - 1 ? c + "</w>" : c))), 500);
  const clip = numbered([...alphabet, ...alphabet.map(c => c + "</w>"), ...clipMerges.map(pair => pair.join("")), "<|startoftext|>", "<|endoftext|>"]);
  families.clip = file(bpe(clip, lines(clipMerges), { unk_token: "<|endoftext|>", continuing_subword_prefix: "", end_of_word_suffix: "</w>" }), {
    added_tokens: added(clip, [["<|startoftext|>", { normalized: true }], ["<|endoftext|>", {}]]),
    normalizer: sequence({ type: "NFC" }, { type: "Replace", pattern: regex("\\s+"), content: " " }, { type: "Lowercase" }),
    pre_tokenizer: steps(split(regex("<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"), "Removed", true), byteLevel(false)),
    post_processor: { type: "RobertaProcessing", sep: ["<|endoftext|>", clip["<|endoftext|>"]], cls: ["<|startoftext|>", clip["<|startoftext|>"]], trim_offsets: false, add_prefix_space: false } });
}
{
  const fallback = range(0, 255).map(byte => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
  const marked = corpus.filter(word => /^[\x21-\u024f]+$/.test(word)).flatMap(word => [[..."▁" + word], [...word]]);
  const merges = learn(marked, 600);
  const chars = [...new Set(marked.flat())];
  const gemma = numbered(["<pad>", "<eos>", "<bos>", "<unk>", ...fallback, ...chars, ...merges.map(pair => pair.join(""))]);
  families.gemma = file(bpe(gemma, merges, { unk_token: "<unk>", fuse_unk: true, byte_fallback: true }), {
    added_tokens: added(gemma, [["<pad>", {}], ["<eos>", {}], ["<bos>", {}], ["<unk>", {}], ["<mask>", { special: false }]]),
    normalizer: { type: "Replace", pattern: literal(" "), content: "▁" }, pre_tokenizer: split(literal(" "), "MergedWithPrevious"), post_processor: template(["<bos>"], ["<eos>"], gemma) });

  const llama = numbered(["<unk>", "<s>", "</s>", ...chars, ...merges.map(pair => pair.join("")), ...fallback.slice(0, 200)]); // some bytes are missing: unknown
  families.llama = file(bpe(llama, lines(merges), { unk_token: "<unk>", fuse_unk: false, byte_fallback: true }), {
    added_tokens: added(llama, [["<unk>", {}], ["<s>", { normalized: true }], ["</s>", { normalized: true }]]),
    normalizer: sequence({ type: "Prepend", prepend: "▁" }, { type: "Replace", pattern: literal(" "), content: "▁" }), post_processor: template(["<s>"], [], llama),
    truncation: { direction: "Left", max_length: 12, strategy: "LongestFirst", stride: 0 }, padding: { strategy: "BatchLongest", direction: "Left", pad_to_multiple_of: null, pad_id: 2, pad_type_id: 0, pad_token: "</s>" } });

  const joined = (a, b) => a + b.slice(2);
  const inside = learn(corpus.filter(word => /^[a-z]+$/.test(word)).map(word => [...word].map((c, i) => (i ? "##" + c : c))), 150, joined);
  const prefixed = numbered(["[UNK]", ..."abcdefghijklmnopqrstuvwxyz", ...[..."abcdefghijklmnopqrstuvwxyz0123456789"].map(c => "##" + c), ...inside.map(([a, b]) => joined(a, b))]);
  families.prefixed = file(bpe(prefixed, lines(inside), { unk_token: "[UNK]", continuing_subword_prefix: "##", fuse_unk: true }), {
    normalizer: sequence({ type: "NFKC" }, { type: "Lowercase" }), pre_tokenizer: { type: "Whitespace" } });
}
{
  const pieces = new Map();
  for (const word of corpus.map(word => word.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase()))
    for (let start = 0; start < word.length; start++) for (let end = start + 1; end <= Math.min(word.length, start + 7); end++) {
      const piece = (start ? "##" : "") + word.slice(start, end);
      pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
    }
  const frequent = [...pieces].filter(([piece, count]) => /^(##)?[\x21-\u04ff]+$/.test(piece) && (count > 1 || piece.replace("##", "").length === 1)).map(([piece]) => piece);
  const bert = numbered(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...frequent, "日", "本", "中", "한", "##국", "👟", "☕", "ᄒ", "##ᅡ", ..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"]);
  const wordPiece = { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100, vocab: bert };
  const bertTokens = added(bert, [["[PAD]", {}], ["[UNK]", {}], ["[CLS]", {}], ["[SEP]", {}], ["[MASK]", {}]]);
  const normalizer = { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true };
  families.bert = file(wordPiece, { added_tokens: bertTokens, normalizer, pre_tokenizer: { type: "BertPreTokenizer" }, post_processor: template(["[CLS]"], ["[SEP]"], bert),
    truncation: { direction: "Right", max_length: 16, strategy: "LongestFirst", stride: 0 }, padding: { strategy: { Fixed: 16 }, direction: "Right", pad_to_multiple_of: null, pad_id: 0, pad_type_id: 0, pad_token: "[PAD]" } });
  families["bert-cased"] = file({ ...wordPiece, max_input_chars_per_word: 12 }, { added_tokens: bertTokens, normalizer: { ...normalizer, lowercase: false, clean_text: false, handle_chinese_chars: false },
    pre_tokenizer: { type: "BertPreTokenizer" }, post_processor: { type: "BertProcessing", sep: ["[SEP]", 3], cls: ["[CLS]", 2] } });
  families["bert-plain"] = file(wordPiece, { normalizer: sequence({ ...normalizer, strip_accents: false }, { type: "NFD" }, { type: "StripAccents" }),
    pre_tokenizer: steps({ type: "WhitespaceSplit" }, { type: "Digits", individual_digits: true }, { type: "Punctuation", behavior: "Contiguous" }) });

  // Whole pieces, so that the ids show every single cut.
  const whole = (name, rest) => {
    const probe = Tokenizer.fromString(JSON.stringify(file({ type: "WordLevel", unk_token: "[UNK]", vocab: { "[UNK]": 0 } }, { ...rest, added_tokens: [] })));
    const cuts = (probe.getPreTokenizer() ? texts.slice(23).flatMap(t => {
      const n = probe.getNormalizer() ? probe.getNormalizer().normalizeString(t) : t;
      return probe.getPreTokenizer().preTokenizeString(n).map(([piece]) => piece); }) : []).filter(piece => piece.length <= 12);
    const vocab = numbered(["[UNK]", ...new Set(cuts)].slice(0, 1500));
    families[name] = file({ type: "WordLevel", unk_token: "[UNK]", vocab }, { ...rest, added_tokens: added(vocab, (rest.added_tokens ?? []).map(t => [t.content, t])) });
  };
  whole("cut-words", { normalizer: { type: "NFKD" }, pre_tokenizer: { type: "Whitespace" } });
  whole("cut-previous", { normalizer: { type: "Strip", strip_left: true, strip_right: false }, pre_tokenizer: split(regex("[aeiou]|\\s"), "MergedWithPrevious") });
  whole("cut-next", { normalizer: { type: "NFD" }, pre_tokenizer: steps(split(regex("[aeiou]"), "MergedWithNext"), { type: "Digits", individual_digits: false }) });
  whole("cut-contiguous", { pre_tokenizer: split(regex("\\p{Lu}|\\d|\\w(?=s)"), "Contiguous") });
  whole("cut-inverted", { pre_tokenizer: steps(split(regex("\\p{L}\\p{M}*|\\d+"), "Isolated", true), { type: "Punctuation", behavior: "MergedWithPrevious" }) });
  whole("cut-added", { normalizer: { type: "Lowercase" }, pre_tokenizer: { type: "WhitespaceSplit" }, added_tokens: [
    { content: "[word]", special: false, single_word: true }, { content: "[left]", special: false, lstrip: true }, { content: "[right]", special: false, rstrip: true },
    { content: "Äpfel", special: false, normalized: true }, { content: "shirt", special: false, normalized: true, single_word: true }, { content: "shirtdress", special: false },
    { content: "<mask>", special: true, lstrip: true, rstrip: true }, { content: "</s>", special: true, single_word: true } ] });
}
{
  // A table of SentencePiece's kind: a double array over UTF-8 whose leaves point to zero-terminated replacements.
  const charsmap = rules => {
    const blob = [], trie = new Map();
    for (const [key, value] of Object.entries(rules)) {
      let node = trie;
      for (const byte of Buffer.from(key, "utf8")) node = node.get(byte) ?? node.set(byte, new Map()).get(byte);
      node.value = blob.length;
      blob.push(...Buffer.from(value, "utf8"), 0);
    }
    const units = [], used = new Set([0]);
    const place = (node, at) => {
      const labels = [...(node.value === undefined ? [] : [0]), ...node.keys()].sort((a, b) => a - b);
      // An offset of 512 or more must be a multiple of 256 to fit its unit; ours are, from the start.
      let offset = 256;
      while (labels.some(label => used.has(at ^ offset ^ label))) offset += 256;
      for (const label of labels) used.add(at ^ offset ^ label);
      units[at] = ((units[at] ?? 0) | (1 << 9) | ((offset >> 8) << 10) | (node.value === undefined ? 0 : 1 << 8)) >>> 0;
      for (const label of labels) {
        const child = at ^ offset ^ label;
        if (label === 0) units[child] = (0x80000000 | node.value) >>> 0;
        else { units[child] = label; place(node.get(label), child); }
      }
    };
    place(trie, 0);
    const bytes = Buffer.alloc(4 + 4 * units.length + blob.length);
    bytes.writeUInt32LE(4 * units.length, 0);
    for (let i = 0; i < units.length; i++) bytes.writeUInt32LE(units[i] ?? 0, 4 + 4 * i);
    Buffer.from(blob).copy(bytes, 4 + 4 * units.length);
    return bytes.toString("base64");
  };
  const rules = { "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\u00ad": "", "\u0001": "", "ﬁ": "fi", "ﬂ": "fl", "①": "1", "Ⅷ": "VIII", "½": "1/2", "Ａ": "A",
    "Ｂ": "B", "e\u0301": "é", "o\u0308": "ö", "u\u0308": "ü", "…": "...", "ℌ": "H", "ｶﾞ": "ガ", "한": "한", "ﷺ": "صلى", "😂": ":)", "\ufeff": "", "\r\n": " " };
  const precompiled = { type: "Precompiled", precompiled_charsmap: charsmap(rules) };

  const counts = new Map();
  for (const word of [...corpus, ...corpus].map(word => "▁" + word.normalize("NFKC"))) {
    const letters = [...word];
    for (let start = 0; start < letters.length; start++) for (let end = start + 1; end <= Math.min(letters.length, start + 8); end++) {
      const piece = letters.slice(start, end).join("");
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  // Scores with few digits, so that sums tie now and then and the order of candidates shows.
  const scored = [...counts].filter(([piece, count]) => (count > 2 || [...piece].length === 1) && /^[\x21-\u052f▁]+$/.test(piece)).slice(0, 1400)
    .map(([piece, count]) => [piece, -Math.round(4 * (10 - Math.log(count) - [...piece].length / 2)) / 4]);
  const unigram = (first, last, rest = {}) => ({ type: "Unigram", unk_id: first.indexOf("<unk>"), byte_fallback: false, vocab: [...first.map(t => [t, 0]), ...scored, ...last.map(t => [t, -3.5])], ...rest });
  const ids = model => Object.fromEntries(model.vocab.map(([token], id) => [token, id]));

  const t5 = unigram(["<pad>", "</s>", "<unk>"], []);
  families.t5 = file(t5, { added_tokens: added(ids(t5), [["<pad>", {}], ["</s>", {}], ["<unk>", {}], ["<extra_id_0>", {}], ["<extra_id_1>", {}]]), normalizer: precompiled,
    pre_tokenizer: steps({ type: "WhitespaceSplit" }, { type: "Metaspace", replacement: "▁", add_prefix_space: true, prepend_scheme: "always" }), post_processor: template([], ["</s>"], ids(t5)) });

  const bytes = range(0, 255).map(byte => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
  const xlmr = unigram(["<s>", "<pad>", "</s>", "<unk>"], bytes, { byte_fallback: true });
  families["xlm-roberta"] = file(xlmr, { added_tokens: added(ids(xlmr), [["<s>", {}], ["<pad>", {}], ["</s>", {}], ["<unk>", {}], ["<mask>", { lstrip: true }]]),
    normalizer: sequence({ type: "Nmt" }, { type: "NFKC" }, { type: "Replace", pattern: regex(" {2,}"), content: " " }), pre_tokenizer: metaspace("always"), post_processor: template(["<s>"], ["</s>"], ids(xlmr)) });

  const siglip = unigram(["</s>", "<pad>", "<unk>"], []);
  families.siglip = file(siglip, { added_tokens: added(ids(siglip), [["</s>", { lstrip: true, rstrip: true }], ["<unk>", { lstrip: true, rstrip: true }]]),
    normalizer: sequence({ type: "Lowercase" }, { type: "Replace", pattern: regex("[!\"\\#\\$%\\&'\\(\\)\\*\\+,\\-\\.:;=\\?@\\[\\\\\\]\\^_`\\{\\|\\}\\~]"), content: "" },
      { type: "Replace", pattern: regex("\\s+"), content: " " }, { type: "Strip", strip_left: true, strip_right: true }),
    pre_tokenizer: metaspace("always"), post_processor: template([], ["</s>"], ids(siglip)),
    truncation: { direction: "Right", max_length: 64, strategy: "LongestFirst", stride: 0 }, padding: { strategy: { Fixed: 64 }, direction: "Right", pad_to_multiple_of: null, pad_id: 1, pad_type_id: 0, pad_token: "<pad>" } });

  const albert = unigram(["<pad>", "<unk>", "[CLS]", "[SEP]"], []);
  families.albert = file(albert, { added_tokens: added(ids(albert), [["<pad>", {}], ["<unk>", {}], ["[CLS]", {}], ["[SEP]", {}], ["[MASK]", { lstrip: true }]]),
    normalizer: sequence({ type: "Replace", pattern: literal("``"), content: "\"" }, { type: "Replace", pattern: literal("''"), content: "\"" }, { type: "NFKD" }, { type: "StripAccents" }, { type: "Lowercase" }, precompiled),
    pre_tokenizer: metaspace("always"), post_processor: template(["[CLS]"], ["[SEP]"], ids(albert)) });

  const first = unigram(["<unk>"], []);
  families["first-mark"] = file(first, { added_tokens: added(ids(first), [["<mask>", {}], ["<s>", { special: false }]]), normalizer: { type: "Strip", strip_left: false, strip_right: true }, pre_tokenizer: metaspace("first") });
  families["whole-mark"] = file(first, { normalizer: precompiled, pre_tokenizer: metaspace("never", false) });
}

// ---------------------------------------------------------------- ids
const shown = ids => {
  const line = ids.join(" ");
  return ids.length <= 60 ? line : `#${ids.length} ${crc32(line).toString(16).padStart(8, "0")}`;
};
const crc32 = zlibCrc ?? (line => {
  let crc = ~0;
  for (const byte of Buffer.from(line)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
});
const write = (name, content) => writeFileSync(join(folder, name), gzipSync(content, { level: 9 }));

write("texts.json.gz", JSON.stringify(texts));
for (const [name, json] of Object.entries(families)) {
  const content = JSON.stringify(json);
  const tokenizer = Tokenizer.fromString(content);
  tokenizer.disablePadding();
  const encodings = await tokenizer.encodeBatch(texts);
  write(`${name}.json.gz`, content);
  write(`${name}.ids.gz`, encodings.map(encoding => shown(encoding.getIds())).join("\n") + "\n");
  const unknown = encodings.flatMap(encoding => encoding.getTokens()).filter(token => token === "[UNK]" || token === "<unk>").length;
  console.log(name.padEnd(16), `${Object.keys(tokenizer.getVocab(true)).length} tokens, ${encodings.reduce((n, e) => n + e.getLength(), 0)} ids, ${unknown} unknown`);
}
