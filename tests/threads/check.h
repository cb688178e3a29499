#pragma once
#include <cstdio>
#include <cstdlib>

/// Ends the program with the line that does not hold.
#define CHECK(condition)                                                                                                         \
    do {                                                                                                                         \
        if (!(condition)) {                                                                                                      \
            std::fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                                   \
            std::exit(1);                                                                                                        \
        }                                                                                                                        \
    } while (false)
