/*
 * What a GRU does beside its products (Cho et al. 2014): gates, state, and their gradients, row by row of n×d. The input's
 * projection x and its gradient lie in rows of 3d: reset, update, candidate; gates in rows of 2d: reset, update.
 */
#include "kernels.h"
#include "transcendental.h"

/** tanh x by (1 − e^−2x) / (1 + e^−2x). */
INLINE vec tangent(vec x) {
  const vec decay = exponential(-2.0f * x);
  return (1.0f - decay) / (1.0f + decay);
}

void gru_gates(int n, int d, const float *x, float *gates, const float *previous, float *kept) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec reset = logistic(read(x + j, left) + read(gates + j, left));
      const vec update = logistic(read(x + d + j, left) + read(gates + d + j, left));
      write(gates + j, left, reset);
      write(gates + d + j, left, update);
      write(kept + j, left, reset * read(previous + j, left));
    }
    x += 3 * d;
    gates += 2 * d;
    previous += d;
    kept += d;
  }
}

void gru_state(int n, int d, const float *x, const float *gates, const float *previous, float *candidate, float *state) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec fresh = tangent(read(x + 2 * d + j, left) + read(candidate + j, left));
      const vec update = read(gates + d + j, left);
      write(candidate + j, left, fresh);
      write(state + j, left, fresh + update * (read(previous + j, left) - fresh));
    }
    x += 3 * d;
    gates += 2 * d;
    previous += d;
    candidate += d;
    state += d;
  }
}

void gru_state_gradient(
  int n, int d, const float *dstate, const float *gates, const float *previous, const float *candidate, float *carry, float *dx
) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec dh = read(dstate + j, left) + read(carry + j, left);
      const vec update = read(gates + d + j, left);
      const vec fresh = read(candidate + j, left);
      const vec rest = 1.0f - update;
      const vec dupdate = dh * (read(previous + j, left) - fresh);
      write(dx + d + j, left, dupdate * (update * rest));
      const vec dfresh = dh * rest;
      write(dx + 2 * d + j, left, dfresh * (1.0f - fresh * fresh));
      write(carry + j, left, dh * update);
    }
    dstate += d;
    gates += 2 * d;
    previous += d;
    candidate += d;
    carry += d;
    dx += 3 * d;
  }
}

void gru_gates_gradient(
  int n, int d, const float *dkept, const float *gates, const float *previous, float *carry, float *dx
) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec dk = read(dkept + j, left);
      const vec reset = read(gates + j, left);
      const vec dreset = dk * read(previous + j, left);
      write(dx + j, left, dreset * (reset * (1.0f - reset)));
      write(carry + j, left, read(carry + j, left) + dk * reset);
    }
    dkept += d;
    gates += 2 * d;
    previous += d;
    carry += d;
    dx += 3 * d;
  }
}
