/*
 * The kernels, by the names and with the parameters that assembly/index.ts exports (there in camel case), which are documented there. Pointers are
 * addresses in tfjs's heap.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* activation.c */
void gelu(int count, const float *x, float *gates, float *y);
void gelu_gradient(int count, const float *x, const float *gates, const float *dy, float *dx);
void relu_gradient(int count, const float *y, const float *dy, float *dx);
void column_sums(int n, int d, const float *x, float *sums);

/* adam.c */
void adam(
  int count, float *w, const float *g, float *first, float *second, float beta1, float beta2, float rest1, float rest2, float rate,
  float floor
);

/* attention.c */
void causal_attention(int batch, int length, int heads, int width, float *qkv, float *weights, float *out, float *scratch);
void causal_attention_gradient(
  int batch, int length, int heads, int width, float *qkv, float *weights, float *dout, float *dqkv, float *scores, float *scratch
);

/* attention-step.c */
void attention_step(
  int batch, int length, int heads, int width, int position, const float *qkv, float *keys, float *values, float *out, float *scores
);

/* cross-entropy.c */
int softmax_cross_entropy(int n, int v, const float *x, const int32_t *targets, float *loss, float *normalizers);
void softmax_cross_entropy_gradient(
  int n, int v, const float *x, const int32_t *targets, const float *normalizers, const float *dy, float *dx
);
void soft_target_cross_entropy(int n, int v, const float *x, const float *p, float *loss, float *normalizers);
void soft_target_cross_entropy_gradient(
  int n, int v, const float *x, const float *p, const float *normalizers, const float *dy, float *dx
);
void bernoulli_cross_entropy(int n, int d, const float *logits, const float *x, float *loss);
void bernoulli_cross_entropy_gradient(int n, int d, const float *logits, const float *x, const float *dy, float *dl);

/* embedding.c */
int embed(int n, int v, int d, const float *table, const int32_t *ids, float *y);
void embed_gradient(int n, int v, int d, const int32_t *ids, const float *dy, float *dtable);

/* gru.c */
void gru_gates(int n, int d, const float *x, float *gates, const float *previous, float *kept);
void gru_gates_gradient(int n, int d, const float *dkept, const float *gates, const float *previous, float *carry, float *dx);
void gru_state(int n, int d, const float *x, const float *gates, const float *previous, float *candidate, float *state);
void gru_state_gradient(
  int n, int d, const float *dstate, const float *gates, const float *previous, const float *candidate, float *carry, float *dx
);

/* layer-norm.c */
void layer_norm(int n, int d, const float *x, const float *gain, const float *bias, float *y);
void layer_norm_gradient(
  int n, int d, const float *x, const float *gain, const float *dy, float *dx, float *dgain, float *dbias
);

/* matrix-product.c */
/** Bytes of scratch that a product needs, aligned to 64. */
int matrix_product_scratch(void);
void matrix_product(
  int transpose_a, int transpose_b, int m, int n, int k, const float *a, int lda, const float *b, int ldb, float *c, int ldc,
  const float *bias, int relu, int accumulate, float *scratch
);
