"""Documents without days that are of one matter: average linkage over the likeness of their words.

Reports that have a day are told apart by ``matters.py``, in order of publication; what is only to be evaluated (texts
with marked mentions) has none.  Within a topic a word that all its documents share tells nothing, a name much.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from dragoman.errors import DragomanError
from dragoman.link.items import names_of, stems_of

APART = 0.90  # mean distance of two groups (one less the cosine) above which they are of two matters
NAME = 1.5  # weight of a name
MOST = 5000  # documents of one topic: all are compared with all


def stories_of(documents: Sequence[tuple[str | None, str]]) -> list[int]:
    """The number of the story of each document, given as its topic and its text.

    Documents of different topics are of different stories.  Raises DragomanError for more than ``MOST`` of a topic.
    """
    of_topic: dict[str | None, list[int]] = defaultdict(list)
    for n, (topic, _) in enumerate(documents):
        of_topic[topic].append(n)
    found = [0] * len(documents)
    count = 0
    for topic, rows in of_topic.items():
        if len(rows) > MOST:
            raise DragomanError(
                f"{len(rows)} documents of the topic {topic or '(none)'}, but at most {MOST} can be compared: give "
                "them topics, or give fewer documents"
            )
        labels = _grouped([documents[n][1] for n in rows])
        for n, label in zip(rows, labels, strict=True):
            found[n] = count + label
        count += max(labels) + 1
    return found


def _grouped(texts: Sequence[str]) -> list[int]:
    if len(texts) == 1:
        return [0]
    stems = [stems_of(t) for t in texts]
    counts = Counter(s for words in stems for s in words)
    column = {s: k for k, s in enumerate(s for s, n in counts.items() if n > 1)}
    values, rows, columns = [], [], []
    for n, (text, words) in enumerate(zip(texts, stems, strict=True)):
        names = set(names_of(text))
        known = [s for s in words if s in column]
        weights = [math.log((len(texts) + 1) / counts[s]) * (NAME if s in names else 1.0) for s in known]
        norm = math.sqrt(sum(w * w for w in weights)) or 1.0
        values += [w / norm for w in weights]
        rows += [n] * len(known)
        columns += [column[s] for s in known]
    table = csr_matrix((values, (rows, columns)), shape=(len(texts), max(len(column), 1)))
    distance = np.clip(1.0 - (table @ table.T).toarray(), 0.0, None)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    return [int(label) - 1 for label in fcluster(tree, APART, "distance")]
