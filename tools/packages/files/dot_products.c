/* Stands in a package for the OpenBLAS of numpy, 25 MB for products of matrices, which Askance does not calculate.
 *
 * numpy tries one product of two vectors when it is imported, and of single numbers it calculates them everywhere.
 * Every other function ends the process with a sentence.
 */
#include <stdint.h>

#define DOT(name, type)                                                                             \
    type name(int64_t n, const type *x, int64_t step_x, const type *y, int64_t step_y) {            \
        type sum = 0;                                                                               \
        for (int64_t at = 0; at < n; at++) sum += x[at * step_x] * y[at * step_y];                  \
        return sum;                                                                                 \
    }

/* scipy_cblas_sdot64_ */
DOT(scipy_cblas_sdot64_, float)
/* scipy_cblas_ddot64_ */
DOT(scipy_cblas_ddot64_, double)
