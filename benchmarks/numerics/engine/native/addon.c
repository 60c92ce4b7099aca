/*
 * The kernels for Node. A call has no arguments of its own: the caller writes them as doubles into an array that both sides hold, which takes
 * a fraction of the time that Node-API needs to hand them over one by one.
 */
#include <node_api.h>
#include <stdlib.h>
// One unit: to read the processor's headers once for each kernel would take longer than the kernels.
#include "kernels/activation.c"
#include "kernels/adam.c"
#include "kernels/attention-step.c"
#include "kernels/attention.c"
#include "kernels/cross-entropy.c"
#include "kernels/embedding.c"
#include "kernels/gru.c"
#include "kernels/layer-norm.c"
#include "kernels/matrix-product.c"

#define MOST_ARGUMENTS 16

/** One environment's (a thread's): tfjs's heap, and the arguments of the call that is made. */
typedef struct {
  char *heap;
  double *arguments;
} state;

typedef double kernel(const state *in);

/* How an argument is read: as WebAssembly reads a number. An address may be above 2 GiB. */
#define I(place) ((int)in->arguments[place])
#define F(place) ((float)in->arguments[place])
#define AT(place) ((float *)(in->heap + (uint32_t)in->arguments[place]))
#define IDS(place) ((const int32_t *)AT(place))
#define OPTIONAL(place) (in->arguments[place] == 0 ? NULL : AT(place))

#define VOID(name, ...) static double call_##name(const state *in) { name(__VA_ARGS__); return 0; }
#define NUMBER(name, ...) static double call_##name(const state *in) { return name(__VA_ARGS__); }

VOID(adam, I(0), AT(1), AT(2), AT(3), AT(4), F(5), F(6), F(7), F(8), F(9), F(10))
VOID(attention_step, I(0), I(1), I(2), I(3), I(4), AT(5), AT(6), AT(7), AT(8), AT(9))
VOID(bernoulli_cross_entropy, I(0), I(1), AT(2), AT(3), AT(4))
VOID(bernoulli_cross_entropy_gradient, I(0), I(1), AT(2), AT(3), AT(4), AT(5))
VOID(causal_attention, I(0), I(1), I(2), I(3), AT(4), AT(5), AT(6), AT(7))
VOID(causal_attention_gradient, I(0), I(1), I(2), I(3), AT(4), AT(5), AT(6), AT(7), AT(8), AT(9))
VOID(column_sums, I(0), I(1), AT(2), AT(3))
NUMBER(embed, I(0), I(1), I(2), AT(3), IDS(4), AT(5))
VOID(embed_gradient, I(0), I(1), I(2), IDS(3), AT(4), AT(5))
VOID(gelu, I(0), AT(1), AT(2), AT(3))
VOID(gelu_gradient, I(0), AT(1), AT(2), AT(3), AT(4))
VOID(gru_gates, I(0), I(1), AT(2), AT(3), AT(4), AT(5))
VOID(gru_gates_gradient, I(0), I(1), AT(2), AT(3), AT(4), AT(5), AT(6))
VOID(gru_state, I(0), I(1), AT(2), AT(3), AT(4), AT(5), AT(6))
VOID(gru_state_gradient, I(0), I(1), AT(2), AT(3), AT(4), AT(5), AT(6), AT(7))
VOID(layer_norm, I(0), I(1), AT(2), AT(3), AT(4), AT(5))
VOID(layer_norm_gradient, I(0), I(1), AT(2), AT(3), AT(4), AT(5), AT(6), AT(7))
VOID(
  matrix_product, I(0), I(1), I(2), I(3), I(4), AT(5), I(6), AT(7), I(8), AT(9), I(10), OPTIONAL(11), I(12), I(13), AT(14)
)
static double call_matrix_product_scratch(const state *in) { return (void)in, matrix_product_scratch(); }
static double call_multiply_add(const state *in) { return __builtin_fmaf(F(0), F(1), F(2)); }
VOID(relu_gradient, I(0), AT(1), AT(2), AT(3))
NUMBER(softmax_cross_entropy, I(0), I(1), AT(2), IDS(3), AT(4), AT(5))
VOID(softmax_cross_entropy_gradient, I(0), I(1), AT(2), IDS(3), AT(4), AT(5), AT(6))
VOID(soft_target_cross_entropy, I(0), I(1), AT(2), AT(3), AT(4), AT(5))
VOID(soft_target_cross_entropy_gradient, I(0), I(1), AT(2), AT(3), AT(4), AT(5), AT(6))

/** By the names that assembly/index.ts gives them. */
static const struct {
  const char *name;
  kernel *call;
} KERNELS[] = {
  {"adam", call_adam},
  {"attentionStep", call_attention_step},
  {"bernoulliCrossEntropy", call_bernoulli_cross_entropy},
  {"bernoulliCrossEntropyGradient", call_bernoulli_cross_entropy_gradient},
  {"causalAttention", call_causal_attention},
  {"causalAttentionGradient", call_causal_attention_gradient},
  {"columnSums", call_column_sums},
  {"embed", call_embed},
  {"embedGradient", call_embed_gradient},
  {"gelu", call_gelu},
  {"geluGradient", call_gelu_gradient},
  {"gruGates", call_gru_gates},
  {"gruGatesGradient", call_gru_gates_gradient},
  {"gruState", call_gru_state},
  {"gruStateGradient", call_gru_state_gradient},
  {"layerNorm", call_layer_norm},
  {"layerNormGradient", call_layer_norm_gradient},
  {"matrixProduct", call_matrix_product},
  {"matrixProductScratch", call_matrix_product_scratch},
  {"multiplyAdd", call_multiply_add},
  {"reluGradient", call_relu_gradient},
  {"softmaxCrossEntropy", call_softmax_cross_entropy},
  {"softmaxCrossEntropyGradient", call_softmax_cross_entropy_gradient},
  {"softTargetCrossEntropy", call_soft_target_cross_entropy},
  {"softTargetCrossEntropyGradient", call_soft_target_cross_entropy_gradient},
};
#define KERNEL_COUNT (sizeof KERNELS / sizeof *KERNELS)

/** What a function of the addon holds. */
typedef struct {
  const state *in;
  kernel *call;
} binding;

typedef struct {
  state state;
  binding bindings[KERNEL_COUNT];
} instance;

static napi_value call_kernel(napi_env env, napi_callback_info info) {
  void *data;
  if (napi_get_cb_info(env, info, NULL, NULL, NULL, &data) != napi_ok) return NULL;
  const binding *bound = data;
  napi_value result = NULL;
  napi_create_double(env, bound->call(bound->in), &result);
  return result;
}

/** attach(heap, arguments): the heap's ArrayBuffer, again whenever it is another one, and a Float64Array's, which the caller keeps alive. */
static napi_value attach(napi_env env, napi_callback_info info) {
  napi_value buffers[2];
  size_t count = 2, heap_bytes, argument_bytes;
  void *data, *heap, *arguments;
  if (napi_get_cb_info(env, info, &count, buffers, NULL, &data) != napi_ok) return NULL;
  if (
    count != 2 || napi_get_arraybuffer_info(env, buffers[0], &heap, &heap_bytes) != napi_ok ||
    napi_get_arraybuffer_info(env, buffers[1], &arguments, &argument_bytes) != napi_ok ||
    argument_bytes < MOST_ARGUMENTS * sizeof(double)
  ) {
    napi_throw_type_error(env, NULL, "attach expects the heap's ArrayBuffer and one of 16 doubles.");
    return NULL;
  }
  ((state *)data)->heap = heap;
  ((state *)data)->arguments = arguments;
  return NULL;
}

static void release(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  free(data);
}

NAPI_MODULE_INIT() {
  instance *own = calloc(1, sizeof *own);
  if (own == NULL || napi_set_instance_data(env, own, release, NULL) != napi_ok) return NULL;
  napi_value function;
  if (napi_create_function(env, "attach", NAPI_AUTO_LENGTH, attach, &own->state, &function) != napi_ok) return NULL;
  if (napi_set_named_property(env, exports, "attach", function) != napi_ok) return NULL;
  for (size_t i = 0; i < KERNEL_COUNT; i++) {
    own->bindings[i] = (binding){&own->state, KERNELS[i].call};
    const char *name = KERNELS[i].name;
    if (napi_create_function(env, name, NAPI_AUTO_LENGTH, call_kernel, &own->bindings[i], &function) != napi_ok) return NULL;
    if (napi_set_named_property(env, exports, name, function) != napi_ok) return NULL;
  }
  return exports;
}
