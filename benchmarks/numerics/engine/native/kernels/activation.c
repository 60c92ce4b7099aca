/* What follows a linear layer's product: GELU (Hendrycks & Gimpel 2016, tanh form), and gradients of activation and bias. */
#include "kernels.h"
#include "transcendental.h"

/** 2·√(2/π): tanh's form ½·(1 + tanh u) is the logistic function of 2u. */
#define SLOPE ((float)1.5957691216057308)
#define CUBIC ((float)0.044715)

/** σ(2u) with u = √(2/π)·(x + 0.044715·x³). */
INLINE vec gate_of(vec x) {
  const vec cube = (x * x) * (x * CUBIC);
  return logistic(SLOPE * (x + cube));
}

/** (x·σ(2u))′ = σ + x·σ·(1 − σ)·2u′, gate being σ(2u). */
INLINE vec gelu_slope(vec x, vec gate) {
  const vec square = (x * x) * (3 * CUBIC);
  const vec inner = SLOPE * (1.0f + square);
  return gate + (x * inner) * (gate * (1.0f - gate));
}

void gelu(int count, const float *x, float *gates, float *y) {
  for (int i = 0; i < count; i += LANES) {
    const int left = count - i;
    const vec value = read(x + i, left);
    const vec gate = gate_of(value);
    write(gates + i, left, gate);
    write(y + i, left, value * gate);
  }
}

void gelu_gradient(int count, const float *x, const float *gates, const float *dy, float *dx) {
  for (int i = 0; i < count; i += LANES) {
    const int left = count - i;
    write(dx + i, left, read(dy + i, left) * gelu_slope(read(x + i, left), read(gates + i, left)));
  }
}

void relu_gradient(int count, const float *y, const float *dy, float *dx) {
  for (int i = 0; i < count; i += LANES) {
    const int left = count - i;
    write(dx + i, left, both(read(y + i, left) > 0.0f, read(dy + i, left)));
  }
}

/** Four rows a pass: pairs are added before they reach the sums. */
void column_sums(int n, int d, const float *x, float *sums) {
  memset(sums, 0, (size_t)d * sizeof(float));
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const float *at = x + j;
      const vec pair = read(at, left) + read(at + d, left);
      const vec other = read(at + 2 * d, left) + read(at + 3 * d, left);
      write(sums + j, left, read(sums + j, left) + (pair + other));
    }
    x += 4 * (size_t)d;
  }
  for (; i < n; i++) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      write(sums + j, left, read(sums + j, left) + read(x + j, left));
    }
    x += d;
  }
}
