#pragma once
#include <QObject>
#include <functional>
#include <memory>
#include <vector>

/// One test program holds every test class of its folder: compiling Qt Test once a class is dear enough.
/// RECOSCOPE_TEST(TestSplits) at the end of a test file makes its class part of the program; test_main.cpp runs them all.
namespace recoscope::test {

using Factory = std::function<std::unique_ptr<QObject>()>;

inline std::vector<Factory>& factories() {
    static std::vector<Factory> all;
    return all;
}

template <class T>
struct Registrar {
    Registrar() {
        factories().push_back([] { return std::make_unique<T>(); });
    }
};

} // namespace recoscope::test

#define RECOSCOPE_TEST(Class) static const ::recoscope::test::Registrar<Class> registrar##Class;
