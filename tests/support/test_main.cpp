#include "tests/support/test_registry.h"
#include <QTest>
#ifdef RECOSCOPE_GUI_TEST
#include "ui/theme/theme.h"
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

/// Runs every registered test class; the exit status is the number of failures. With a class name as first argument, only that
/// class.
int main(int argc, char** argv) {
#ifdef RECOSCOPE_GUI_TEST
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles);
    QStandardPaths::setTestModeEnabled(true);
#endif
    Application application(argc, argv);
#ifdef RECOSCOPE_GUI_TEST
    QCoreApplication::setOrganizationName(QStringLiteral("RecoscopeTest"));
    QCoreApplication::setApplicationName(QStringLiteral("RecoscopeTest"));
    const QTemporaryDir settings; // of this run alone, and each class begins without any
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    recoscope::ui::Appearance::install(application).setChoice(recoscope::ui::ThemeChoice::Light);
#endif
    QStringList arguments = QCoreApplication::arguments();
    QString only;
    if (arguments.size() > 1 && arguments.at(1).startsWith(QLatin1String("Test"))) only = arguments.takeAt(1);
    int failures = 0;
    for (const auto& make : recoscope::test::factories()) {
#ifdef RECOSCOPE_GUI_TEST
        QSettings().clear();
#endif
        const std::unique_ptr<QObject> test = make();
        if (only.isEmpty() || only == QLatin1String(test->metaObject()->className()))
            failures += QTest::qExec(test.get(), arguments);
    }
    return failures;
}
