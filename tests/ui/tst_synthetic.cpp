#include "core/data/synthetic/truth.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/shell/recent.h"
#include "ui/synthetic/knob.h"
#include "ui/synthetic/world_dialog.h"
#include "ui/synthetic/world_form.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"
#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;

/// The builder of synthetic worlds, driven as a user does.
class TestSynthetic final : public QObject {
    Q_OBJECT
    static WorldDialog* open(MainWindow& window, int width = 1440, int height = 900) {
        window.resize(width, height);
        window.show();
        act(window, "file.new-world");
        return window.findChild<WorldDialog*>();
    }
    template <class T>
    static T* part(WorldDialog& builder, const char* name) {
        return builder.findChild<T*>(QLatin1String(name));
    }
    static bool ready(const WorldDialog& builder) { return builder.sample() && builder.isUpToDate(); }

private Q_SLOTS:
    void presetsChangeValuesTextAndPictures() {
        MainWindow window;
        WorldDialog* builder = open(window);
        QVERIFY(builder);
        QCOMPARE(builder->worldText(), QStringLiteral("synthetic:"));
        part<QAbstractButton>(*builder, "preset-easy")->click();
        QCOMPARE(builder->worldText(), QStringLiteral("synthetic:preset=easy"));
        QCOMPARE(part<NumberField>(*builder, "taste")->value(), 6.0);
        QTRY_VERIFY(ready(*builder));
        const double easy = builder->sample()->profile->gini;
        part<QAbstractButton>(*builder, "preset-long_tail")->click();
        QTRY_VERIFY(ready(*builder) && builder->sample()->dataset->truth->spec.preset == "long_tail");
        QVERIFY(builder->sample()->profile->gini > easy + 0.3);
    }
    void slidersAndFieldsSayTheSame() {
        MainWindow window;
        WorldDialog* builder = open(window);
        auto* knob = part<Knob>(*builder, "noise-knob");
        auto* field = part<NumberField>(*builder, "noise");
        QTest::keyClick(knob, Qt::Key_End);
        QCOMPARE(field->value(), 3.0);
        QCOMPARE(builder->worldText(), QStringLiteral("synthetic:noise=3"));
        field->setValue(0);
        QCOMPARE(knob->number(), 0.0);
        auto* users = part<Knob>(*builder, "users-knob");
        QTest::keyClick(users, Qt::Key_Right);
        const double many = part<NumberField>(*builder, "users")->value();
        QVERIFY(many > 2000);
        // Unless the user says how many interactions, they follow.
        QCOMPARE(part<NumberField>(*builder, "interactions")->value(), many * 40);
        QVERIFY(builder->worldText().contains(QStringLiteral("users=%1").arg(many)));
        QVERIFY(!builder->worldText().contains(QLatin1String("interactions")));
    }
    void theLastOfManyMovesIsShown() {
        MainWindow window;
        WorldDialog* builder = open(window);
        for (int k = 1; k <= 40; ++k) builder->form().setValue("exposure", 3.0 * k / 40);
        QTRY_VERIFY(ready(*builder));
        QCOMPARE(builder->sample()->dataset->truth->spec.exposure, 3.0);
    }
    void whatCannotBeIsSaidAndNotMade() {
        MainWindow window;
        WorldDialog* builder = open(window);
        builder->form().setValue("interactions", std::int64_t{900000000});
        auto* make = part<QPushButton>(*builder, "make-world");
        QVERIFY(!make->isEnabled());
        QVERIFY(part<QLabel>(*builder, "forecast")->text().contains(QLatin1String("900,000,000")));
        builder->form().setValue("interactions", std::int64_t{50000});
        QVERIFY(make->isEnabled());
        QVERIFY(part<QLabel>(*builder, "forecast")->text().contains(QLatin1String("50,000 ratings")));
    }
    void makingItOpensItAndRecentKeepsIt() {
        MainWindow window;
        WorldDialog* builder = open(window);
        part<QAbstractButton>(*builder, "preset-cold")->click();
        builder->form().setValue("users", std::int64_t{300});
        builder->form().setValue("items", std::int64_t{200});
        const QString text = builder->worldText();
        part<QPushButton>(*builder, "make-world")->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.session().dataset() != nullptr, 20000);
        const auto dataset = window.session().dataset();
        QVERIFY(dataset->simulated && dataset->truth);
        QCOMPARE(QString::fromStdString(dataset->path), text);
        QCOMPARE(dataset->users.size(), 300);
        QCOMPARE(recentRefs().first(), text);
        QVERIFY(wordsOf(text).place.contains(QLatin1String("simulated")));
        QTRY_VERIFY(!window.findChild<WorldDialog*>());
        QTRY_VERIFY(window.session().split() != nullptr);
    }
    void everyControlHasANameAndOneIsPrimary() {
        MainWindow window;
        WorldDialog* builder = open(window);
        for (const Knob* knob : builder->findChildren<Knob*>()) QVERIFY(!knob->accessibleName().isEmpty());
        for (const ParamSpec& spec : worldParams())
            if (spec.key != "preset") QVERIFY2(part<QWidget>(*builder, spec.key.c_str()), spec.key.c_str());
        int primary = 0;
        for (const QPushButton* button : builder->findChildren<QPushButton*>()) primary += button->property("primary").toBool();
        QCOMPARE(primary, 1);
    }
    void fitsTheSmallestWindowAndLargeType() {
        {
            MainWindow window;
            const WorldDialog* builder = open(window, 1024, 700);
            QVERIFY(builder->width() <= 1024 && builder->height() <= 700);
            QVERIFY2(builder->minimumSizeHint().width() <= 1024, QByteArray::number(builder->minimumSizeHint().width()));
        }
        MainWindow window;
        Appearance::instance().setZoom(200);
        const WorldDialog* builder = open(window);
        QVERIFY2(builder->width() <= 1440 && builder->height() <= 900, QByteArray::number(builder->width()));
        Appearance::instance().setZoom(100);
    }
};
RECOSCOPE_TEST(TestSynthetic)
#include "tst_synthetic.moc"
