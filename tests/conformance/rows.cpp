#include "tests/conformance/rows.h"
#include "core/models/registry.h"
#include <QTest>
#include <map>

namespace recoscope::test {

const std::shared_ptr<const Interactions>& world() {
    static const auto ratings = randomRatings(kWorldUsers, kWorldItems, 0.12, 7);
    return ratings;
}

void variantRows() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Variant& v : variants()) QTest::newRow(v.name.c_str()) << index++;
}

void algorithmRows() {
    QTest::addColumn<QString>("id");
    for (const AlgorithmInfo& a : algorithms()) QTest::newRow(a.id.c_str()) << QString::fromStdString(a.id);
}

const Variant& variant() {
    QFETCH(int, index);
    return variants()[static_cast<std::size_t>(index)];
}

const AlgorithmInfo& algorithm() {
    QFETCH(QString, id);
    return *findAlgorithm(id.toStdString());
}

const Model& model() {
    static std::map<const Variant*, std::unique_ptr<const Model>> trained;
    std::unique_ptr<const Model>& kept = trained[&variant()];
    if (!kept) kept = train(variant(), world());
    if (!kept) qFatal("%s was not trained", variant().name.c_str());
    return *kept;
}

} // namespace recoscope::test
