#include "core/experiment/experiment.h"
#include "tests/conformance/rows.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// What every algorithm says about itself, and how its parameters are read.
class TestParameters final : public QObject {
    Q_OBJECT
    static bool isNumber(const ParamSpec& p) { return paramType(p) == "integer" || paramType(p) == "number"; }
    /// The default, both ends of the range, every word.
    static std::vector<ParamValue> samples(const ParamSpec& p) {
        std::vector<ParamValue> all{p.defaultValue};
        all.insert(all.end(), p.choices.begin(), p.choices.end());
        if (paramType(p) == "boolean") all = {true, false};
        for (const double end : {p.minimum, p.maximum}) {
            if (paramType(p) == "integer") all.emplace_back(static_cast<std::int64_t>(end));
            if (paramType(p) == "number") all.emplace_back(end);
        }
        return all;
    }
    static void refusedByName(const AlgorithmInfo& a, const ParamSpec& p, const ParamValue& value) {
        const auto read = parseParam(p, formatParam(value));
        const auto completed = completeParams(trainingParams(a), {{p.key, value}});
        const std::string what = p.key + "=" + formatParam(value);
        QVERIFY2(read.hasError() && completed.hasError(), what.c_str());
        for (const Error& error : {read.error(), completed.error()}) {
            QVERIFY2(error.kind == ErrorKind::InvalidParameter, what.c_str());
            QVERIFY2(error.message.find(p.key) != std::string::npos, error.message.c_str());
        }
    }

private Q_SLOTS:
    void metadataIsComplete_data() { algorithmRows(); }
    void metadataIsComplete() {
        const AlgorithmInfo& a = algorithm();
        QVERIFY(!a.name.empty() && !a.family.empty() && !a.summary.empty() && !a.objective.empty() && !a.notes.empty() &&
                !a.reference.empty());
        for (const ParamSpec& p : trainingParams(a)) {
            QVERIFY2(!p.help.empty() && !p.label.empty(), p.key.c_str());
            if (isNumber(p)) QVERIFY2(p.minimum < p.maximum, p.key.c_str());
        }
    }
    void capabilitiesHold_data() { variantRows(); }
    void capabilitiesHold() {
        const Capabilities& c = variant().capabilities;
        QCOMPARE(model().factors().has_value(), c.factors);
        QCOMPARE(model().itemCount(), kWorldItems);
        QCOMPARE(model().userCount(), kWorldUsers);
        QVERIFY(model().memoryBytes() > 0);
        QVERIFY(c.reasonsHold >= 0.9 && c.reasonsHold <= 1);
        QVERIFY(c.foldIn == FoldIn::Approximate ? c.foldInOverlap < 1 : c.foldInOverlap == 1);
        auto trainer = variant().algorithm->makeTrainer(TrainInput::make(world(), std::nan(""), 1, 1), variant().params);
        if (!c.iterative) QCOMPARE(trainer.value()->stepCount(), 1);
        const Forecast forecast = variant().algorithm->forecast(DataShape::of(*world()), variant().params);
        QVERIFY(forecast.bytes > 0 && forecast.operations > 0);
    }
    void valuesSurviveTheRoundTrip_data() { algorithmRows(); }
    void valuesSurviveTheRoundTrip() {
        for (const ParamSpec& p : trainingParams(algorithm()))
            for (const ParamValue& value : samples(p)) {
                const auto read = parseParam(p, formatParam(value));
                QVERIFY2(read.hasValue(), p.key.c_str());
                QVERIFY2(read.value() == value, p.key.c_str());
                const auto completed = completeParams(trainingParams(algorithm()), {{p.key, value}});
                QVERIFY2(completed.hasValue() && completed.value().at(p.key) == value, p.key.c_str());
            }
    }
    void whatIsOutOfRangeIsRefusedByName_data() { algorithmRows(); }
    void whatIsOutOfRangeIsRefusedByName() {
        const AlgorithmInfo& a = algorithm();
        for (const ParamSpec& p : trainingParams(a)) {
            if (paramType(p) == "integer") {
                refusedByName(a, p, static_cast<std::int64_t>(p.minimum) - 1);
                refusedByName(a, p, static_cast<std::int64_t>(p.maximum) + 1);
            } else if (paramType(p) == "number") {
                refusedByName(a, p, p.minimum - 1e-7);
                refusedByName(a, p, p.maximum * 1.001);
            } else {
                refusedByName(a, p, std::string("nonsense"));
            }
        }
        const auto unknown = completeParams(trainingParams(a), {{"nonsense", std::int64_t{1}}});
        QVERIFY(unknown.hasError() && unknown.error().message.find("nonsense") != std::string::npos);
        for (const ParamSpec& p : trainingParams(a)) QVERIFY(unknown.error().message.find(p.key) != std::string::npos);
    }
};
RECOSCOPE_TEST(TestParameters)
#include "tst_parameters.moc"
