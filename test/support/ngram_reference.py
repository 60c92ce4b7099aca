"""Reference values for test/unit/learners/ngram.test.ts: `pip install nltk==3.10.4 && python ngram_reference.py`.

A brute-force implementation of the published equations on dictionaries, in exact rational arithmetic, that shares nothing with
the TypeScript; and nltk where its model is the same (a bigram with one discount and an undiscounted unigram).
"""
import math
from collections import Counter
from fractions import Fraction as F

from nltk.lm import KneserNeyInterpolated
from nltk.util import everygrams

OUTCOMES, END, START, UNIFORM = 10, 9, 10, F(1, 1000)
SENTENCES = [[0, 1, 2, 3, 9], [0, 1, 2, 4, 9], [0, 1, 3, 2, 9], [4, 2, 3, 0, 1, 2, 9], [1, 2, 3, 9],
             [0, 1, 2, 3, 5, 9], [5, 6], [2, 2, 1, 0, 9]]
WEIGHTS = [1, .5, 2, 1, 3, .25, 1, .5]
N = 3


def count(weights):
    c = {k: Counter() for k in range(1, N + 1)}
    w = {k: Counter() for k in range(1, N + 1)}
    for sentence, weight in zip(SENTENCES, weights):
        x = [START] + sentence
        for k in range(1, N + 1):
            for i in range(len(x) - k + 1):
                g = tuple(x[i:i + k])
                if g != (START,):
                    c[k][g] += 1
                    w[k][g] += F(weight)
    return c, w


class KneserNey:
    def __init__(self, weights):
        c, w = count(weights)
        self.c, self.w = {N: c[N]}, {N: w[N]}
        for k in range(1, N):
            self.c[k], self.w[k] = Counter(), Counter()
            for g in c[k + 1]:
                self.c[k][g[1:]] += 1
                self.w[k][g[1:]] += w[k + 1][g] / c[k + 1][g]
            for g in c[k]:
                if g[0] == START:
                    self.c[k][g], self.w[k][g] = c[k][g], w[k][g]

    def discount(self, k):
        n = Counter(self.c[k].values())
        return F(n[1], n[1] + 2 * n[2]) if n[1] and n[2] else F(1, 2)

    def p(self, word, history):
        if not history:
            return (1 - UNIFORM) * F(self.w[1][(word,)]) / sum(self.w[1].values()) + UNIFORM / OUTCOMES
        k = len(history) + 1
        seen = [g for g in self.c[k] if g[:-1] == history]
        if not seen:
            return self.p(word, history[1:])
        total, d, g = sum(self.w[k][x] for x in seen), self.discount(k), history + (word,)
        own = self.w[k][g] * (self.c[k][g] - d) / self.c[k][g] if g in self.c[k] else F(0)
        freed = sum(d * self.w[k][x] / self.c[k][x] for x in seen)
        return own / total + freed / total * self.p(word, history[1:])


class WittenBell:
    def __init__(self):
        self.c, _ = count([1] * len(SENTENCES))

    def p(self, word, history):
        if not history:
            lower, seen = F(1, OUTCOMES), list(self.c[1])
        else:
            seen = [g for g in self.c[len(history) + 1] if g[:-1] == history]
            lower = self.p(word, history[1:])
        if not seen:
            return lower
        counts = self.c[len(history) + 1]
        return (counts[history + (word,)] + len(seen) * lower) / F(sum(counts[g] for g in seen) + len(seen))


def show(title, model, queries):
    print(title)
    for h in [(), (0,), (START,), (0, 1), (START, 0), (8, 8)]:
        assert sum(model.p(w, h) for w in range(OUTCOMES)) == 1, h
    for word, history in queries:
        print('  p', word, history, repr(float(model.p(word, history))))


plain = KneserNey([1] * len(SENTENCES))
show('Kneser-Ney', plain, [(2, (0, 1)), (3, (1, 2)), (7, (1, 2)), (0, (START,)), (1, (START, 0)), (9, (2, 3)),
                           (4, (6, 8)), (8, ()), (2, ()), (5, (3,)), (9, (5, 6))])
for s in ([0, 1, 2, 3, 9], [7, 1, 2]):
    x = [START] + s
    print('  log p', s, repr(sum(math.log(plain.p(x[i], tuple(x[max(0, i - 2):i]))) for i in range(1, len(x)))))
show('weighted Kneser-Ney', KneserNey(WEIGHTS), [(2, (0, 1)), (3, (1, 2)), (0, (START,)), (2, ())])
show('Witten-Bell', WittenBell(), [(2, (0, 1)), (7, (1, 2)), (0, (START,)), (2, ())])

print('tempered, T = 0.7: q(1), q(2)')
for h in [(), (0,)]:
    q = [float(plain.p(w, h)) ** (1 / .7) for w in range(OUTCOMES)]
    print('  ', h, repr(q[1] / sum(q)), repr(q[2] / sum(q)))

print('nltk')
complete = [['<s>'] + [str(t) for t in s] for s in SENTENCES if s[-1] == END]
n = Counter(Counter(pair for s in complete for pair in zip(s, s[1:])).values())
model = KneserNeyInterpolated(2, discount=n[1] / (n[1] + 2 * n[2]))
model.fit([list(everygrams(s, max_len=2)) for s in complete], [str(w) for w in range(OUTCOMES)] + ['<s>'])
for word, history in [('2', '1'), ('3', '2'), ('0', '<s>'), ('9', '3'), ('4', '0')]:
    print('  ', word, history, repr(model.score(word, [history])))
