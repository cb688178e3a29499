#include <cstdio>

int main() {
    std::fputs("recoscope-cli: commands follow\n", stderr);
    return 2;
}
