#include "core/base/parallel.h"
#include "ui/shell/capture.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <clocale>
#include <cstdio>
#include <cstdlib>

namespace {

struct Arguments {
    QString data, capture, tour;
};

/// Read by hand before the application exists: the platform depends on them.
int parse(int argc, char** argv, Arguments& a) {
    for (int k = 1; k < argc; ++k) {
        const QString word = QString::fromLocal8Bit(argv[k]);
        QString* target = word == QLatin1String("--capture") ? &a.capture
                          : word == QLatin1String("--tour")  ? &a.tour
                          : word == QLatin1String("--data")  ? &a.data
                                                             : nullptr;
        if (target) {
            if (k + 1 == argc) {
                std::fprintf(stderr, "recoscope: %s needs a value\n", argv[k]);
                return 2;
            }
            *target = QString::fromLocal8Bit(argv[++k]);
        } else if (word.startsWith(QLatin1String("--"))) {
            std::fprintf(stderr, "recoscope: there is no option %s: known are --capture FOLDER, --tour FOLDER, --data DATA\n",
                         argv[k]);
            return 2;
        } else {
            a.data = word;
        }
    }
    return 0;
}

/// The platform without a display says at every popup what it cannot do; that is no news.
void tellAllButThePlatform(QtMsgType, const QMessageLogContext&, const QString& text) {
    if (!text.startsWith(QLatin1String("This plugin does not support"))) std::fprintf(stderr, "%s\n", qPrintable(text));
}

} // namespace

int main(int argc, char** argv) {
    using namespace recoscope::ui;
    Arguments arguments;
    if (const int status = parse(argc, argv, arguments); status != 0) return status;
    const bool headless = !arguments.capture.isEmpty() || !arguments.tour.isEmpty();
    const bool platformGiven = std::getenv("QT_QPA_PLATFORM") != nullptr;
    if (headless) {
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        qInstallMessageHandler(tellAllButThePlatform);
    } else if (!platformGiven && !std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY")) {
        std::fputs("recoscope: there is no display; use recoscope-cli, or recoscope --tour FOLDER for pictures and a report\n",
                   stderr);
        return 1;
    }
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles);
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QCoreApplication::setOrganizationName(QStringLiteral("Recoscope"));
    QCoreApplication::setApplicationName(QStringLiteral("Recoscope"));
    if (headless) QStandardPaths::setTestModeEnabled(true); // pictures do not depend on this user's settings
    if (headless) {
        QCoreApplication::setApplicationName(QStringLiteral("RecoscopeCapture"));
        QSettings().clear(); // nor on earlier pictures, nor on what was downloaded
        if (!std::getenv("RECOSCOPE_DOWNLOADS"))
            qputenv("RECOSCOPE_DOWNLOADS", QDir::temp().filePath(QStringLiteral("recoscope-capture-downloads")).toUtf8());
    }
    recoscope::setPoolPriority(recoscope::PoolPriority::Background);
    Appearance::install(application);
    MainWindow window;
    int status = 0;
    if (headless) {
        const QString folder = arguments.tour.isEmpty() ? arguments.capture : arguments.tour;
        const QString data = arguments.data.isEmpty() ? QStringLiteral("demo") : arguments.data;
        const QString problem = arguments.tour.isEmpty() ? captureAll(window, folder, data) : runTour(window, folder, data);
        if (problem.isEmpty())
            std::printf("The pictures%s are in %s\n", arguments.tour.isEmpty() ? "" : " and report.html",
                        qPrintable(QDir(folder).absolutePath()));
        else
            std::fprintf(stderr, "recoscope: %s\n", qPrintable(problem));
        status = problem.isEmpty() ? 0 : 1;
    } else {
        window.show();
        if (!arguments.data.isEmpty()) QTimer::singleShot(0, &window, [&] { window.openData(arguments.data); });
        status = QApplication::exec();
    }
    window.session().cancelAll();
    if (!Session::waitForWork(1000)) std::_Exit(status); // work that is still deaf does not keep the program
    return status;
}
