/* Cross-entropies of rows of logits, and their gradients. x is [n, v], row-major and without gaps. */
#include "kernels.h"
#include "transcendental.h"

/** ln Σ e^x over one row, its maximum taken out first; NaN where the row has one. */
static float log_sum_exp(const float *x, int v) {
  const float largest = largest_of(x, v);
  quad sums = {0};
  for (int j = 0; j < v; j += LANES) {
    const int left = v - j;
    sums = add_up(sums, present(exponential(read(x + j, left) - largest), left));
  }
  const float sum = sum_lanes(sums);
  return sum > 0 ? largest + logarithm(sum) : __builtin_nanf("");
}

int softmax_cross_entropy(int n, int v, const float *x, const int32_t *targets, float *loss, float *normalizers) {
  for (int i = 0; i < n; i++) {
    if ((uint32_t)targets[i] >= (uint32_t)v) return i;
    const float *row = x + (size_t)i * v;
    normalizers[i] = log_sum_exp(row, v);
    loss[i] = normalizers[i] - row[targets[i]];
  }
  return -1;
}

void softmax_cross_entropy_gradient(
  int n, int v, const float *x, const int32_t *targets, const float *normalizers, const float *dy, float *dx
) {
  for (int i = 0; i < n; i++) {
    const float scale = dy[i];
    const float shift = normalizers[i];
    for (int j = 0; j < v; j += LANES) {
      const int left = v - j;
      write(dx + j, left, exponential(read(x + j, left) - shift) * scale);
    }
    dx[targets[i]] -= scale;
    x += v;
    dx += v;
  }
}

void soft_target_cross_entropy(int n, int v, const float *x, const float *p, float *loss, float *normalizers) {
  for (int i = 0; i < n; i++) {
    const float normalizer = log_sum_exp(x, v);
    quad sums = {0};
    // The weights that are not there are zeros, and the normalizer is finite or makes the whole sum NaN.
    for (int j = 0; j < v; j += LANES) {
      const int left = v - j;
      sums = add_up(sums, read(p + j, left) * (normalizer - read(x + j, left)));
    }
    normalizers[i] = normalizer;
    loss[i] = sum_lanes(sums);
    x += v;
    p += v;
  }
}

void soft_target_cross_entropy_gradient(
  int n, int v, const float *x, const float *p, const float *normalizers, const float *dy, float *dx
) {
  for (int i = 0; i < n; i++) {
    quad sums = {0};
    for (int j = 0; j < v; j += LANES) sums = add_up(sums, read(p + j, v - j));
    const float total = sum_lanes(sums);
    const float shift = normalizers[i];
    const float factor = dy[i];
    for (int j = 0; j < v; j += LANES) {
      const int left = v - j;
      const vec softmax = exponential(read(x + j, left) - shift);
      write(dx + j, left, (softmax * total - read(p + j, left)) * factor);
    }
    x += v;
    p += v;
    dx += v;
  }
}

/** −x·ln σ(l) − (1−x)·ln(1−σ(l)) as max(l, 0) − l·x + ln(1 + e^−|l|), which never overflows. */
INLINE vec bernoulli(vec l, vec x) {
  const vec linear = most(l, splat(0)) - l * x;
  return linear + log_1_plus(exponential(-absolute(l)));
}

void bernoulli_cross_entropy(int n, int d, const float *logits, const float *x, float *loss) {
  for (int i = 0; i < n; i++) {
    quad sums = {0};
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      sums = add_up(sums, present(bernoulli(read(logits + j, left), read(x + j, left)), left));
    }
    loss[i] = sum_lanes(sums);
    logits += d;
    x += d;
  }
}

void bernoulli_cross_entropy_gradient(int n, int d, const float *logits, const float *x, const float *dy, float *dl) {
  for (int i = 0; i < n; i++) {
    const float factor = dy[i];
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      write(dl + j, left, (logistic(read(logits + j, left)) - read(x + j, left)) * factor);
    }
    logits += d;
    x += d;
    dl += d;
  }
}
