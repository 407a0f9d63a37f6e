/* Stands in a package for libx265, to which libheif is linked for encoding only. Askance encodes no HEIC.
 *
 * libheif asks for the table of the encoder's functions when it lists its plugins, and reads the version from it: every
 * entry is an empty text here. An attempt to encode would end the process.
 */
static const char *const table[256] = {[0 ... 255] = ""};

const void *API_GET(int depth) {
    (void)depth;
    return table;
}

void x265_cleanup(void) {}
