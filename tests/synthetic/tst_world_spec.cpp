#include "core/base/memory.h"
#include "core/data/load.h"
#include "core/data/synthetic/world.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;

class TestWorldSpec final : public QObject {
    Q_OBJECT
    static void refused(const std::string& text, std::initializer_list<const char*> words) {
        const auto spec = parseWorld(text);
        QVERIFY2(spec.hasError(), text.c_str());
        QCOMPARE(spec.error().kind, ErrorKind::InvalidParameter);
        for (const char* word : words)
            QVERIFY2(spec.error().message.find(word) != std::string::npos, spec.error().message.c_str());
    }

private Q_SLOTS:
    void everyPresetAndEveryKeyReadsBack() {
        for (const WorldPreset& preset : worldPresets()) {
            const WorldSpec spec = parseWorld("preset=" + preset.id).value();
            QVERIFY(spec == presetWorld(preset.id));
            QVERIFY(parseWorld(formatWorld(spec)).value() == spec);
            for (const ParamSpec& param : worldParams()) {
                ParamValues values = valuesOf(spec);
                ParamValue& value = values.at(param.key);
                if (param.key == "preset") continue;
                if (auto* flag = std::get_if<bool>(&value))
                    *flag = !*flag;
                else if (auto* text = std::get_if<std::string>(&value))
                    *text = param.choices.back();
                else if (auto* n = std::get_if<std::int64_t>(&value))
                    *n += static_cast<double>(*n) > param.minimum + 1 ? -1 : 1;
                else
                    value = param.minimum + (param.maximum - param.minimum) / 4;
                const WorldSpec changed = worldOf(values).value();
                QVERIFY2(parseWorld(formatWorld(changed)).value() == changed, formatWorld(changed).c_str());
            }
        }
        QCOMPARE(formatWorld(parseWorld("").value()), std::string("synthetic:"));
        QCOMPARE(formatWorld(parseWorld("seed=7, preset=cold").value()), std::string("synthetic:preset=cold,seed=7"));
    }
    void everyKeyChangesTheWorld() {
        const auto base = makeWorld(parseWorld("users=60,items=80,interactions=600,friends=4").value(), {}).value();
        const std::string sum = checksumOf(*base);
        for (const char* change : {"seed=2", "scale=1-10", "taste=0", "exposure=0", "mnar=3", "taste_stars=3", "noise=2",
                                   "drift=1", "late_items=0.5", "late_users=0.5", "grey_sheep=0.5", "genres=3", "factors=3",
                                   "user_bias=2", "item_bias=2", "activity=0", "years=1", "times=no"}) {
            const auto other =
                makeWorld(parseWorld(std::string("users=60,items=80,interactions=600,friends=4,") + change).value(), {}).value();
            QVERIFY2(checksumOf(*other) != sum, change);
            QCOMPARE(other->interactions->size(), std::size_t{600});
        }
    }
    void sizesFollowThePresetUnlessGiven() {
        QCOMPARE(parseWorld("users=1000").value().interactions, std::int64_t{40000});
        QCOMPARE(parseWorld("users=100,items=40").value().interactions, std::int64_t{1000}); // a quarter of all pairs
        QCOMPARE(parseWorld("users=100,items=40,interactions=77").hasError(), true);         // one a user at least
        QCOMPARE(parseWorld("users=10,items=10,interactions=50").value().interactions, std::int64_t{50});
    }
    void whatIsWrongIsNamed() {
        refused("foo=1", {"foo", "users", "grey_sheep", "late_items"});
        refused("preset=longtail", {"longtail", "long_tail"});
        refused("users=many", {"users", "many"});
        refused("users=1", {"users"});
        refused("noise=-1", {"noise"});
        refused("users", {"users=VALUE"});
        refused("users=5,users=6", {"users", "twice"});
        refused("users=10,items=10,interactions=51", {"51", "50"});
        refused("noise=nan", {"noise"});
    }
    void tooLargeIsRefusedWithNumbers() {
        const WorldSpec spec = parseWorld("users=1000000,items=500000,interactions=1000000000").value();
        const WorldForecast forecast = forecastOf(spec);
        QVERIFY(forecast.bytes > 16e9 && forecast.rows == 1000000000);
        if (forecast.bytes <= memoryBudget()) QSKIP("this machine could hold it");
        const auto made = makeWorld(spec, {});
        QVERIFY(made.hasError());
        QCOMPARE(made.error().kind, ErrorKind::ResourceLimit);
        QVERIFY2(made.error().message.find("1,000,000,000 rows") != std::string::npos &&
                     made.error().message.find(" GB") != std::string::npos,
                 made.error().message.c_str());
    }
    void whatOnlyFilesHaveIsRefused() {
        LoadOptions options;
        options.separator = "tab";
        const auto opened = loadDataset("synthetic:users=10,items=10,interactions=20", options, {});
        QVERIFY(opened.hasError() && opened.error().kind == ErrorKind::InvalidParameter);
        QVERIFY(opened.error().message.find("separator") != std::string::npos);
    }
    void cancelEndsItAtOnce() {
        std::stop_source stop;
        const TaskContext context(stop.get_token(), [&](const Progress& p) {
            if (p.fraction > 0.2) stop.request_stop();
        });
        QVERIFY(makeWorld(parseWorld("users=20000,items=2000,interactions=800000").value(), context).isCancelled());
    }
};
RECOSCOPE_TEST(TestWorldSpec)
#include "tst_world_spec.moc"
