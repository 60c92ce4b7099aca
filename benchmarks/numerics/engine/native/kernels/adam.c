/* Adam (Kingma & Ba 2015) in one pass over a variable. */
#include "kernels.h"
#include "vector.h"

/** Moments below it become 0; not less, so that NaN stays. */
#define NOTHING ((float)1e-35)

INLINE vec without_denormals(vec x) { return both(~(absolute(x) < NOTHING), x); }

void adam(
  int count, float *w, const float *g, float *first, float *second, float beta1, float beta2, float rest1, float rest2, float rate,
  float floor
) {
  for (int i = 0; i < count; i += LANES) {
    const int left = count - i;
    const vec gradient = read(g + i, left);
    const vec m = without_denormals(read(first + i, left) * beta1 + gradient * rest1);
    const vec v = without_denormals(read(second + i, left) * beta2 + (gradient * gradient) * rest2);
    write(first + i, left, m);
    write(second + i, left, v);
    write(w + i, left, read(w + i, left) - (m / (root(v) + floor)) * rate);
  }
}
