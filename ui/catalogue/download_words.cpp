#include "ui/catalogue/download_words.h"
#include "ui/format.h"
#include <QCoreApplication>

namespace recoscope::ui {
namespace {

using State = Download::State;

QString tr(const char* text) { return QCoreApplication::translate("Download", text); }

} // namespace

QString stateWords(const Download& d) {
    const auto bytes = d.entry.bytes();
    switch (d.state) {
    case State::ByHand:
        return tr("by hand only");
    case State::Here:
        return tr("on this computer");
    case State::Failed:
        return tr("failed");
    case State::Waiting:
        return tr("waits for its turn");
    case State::Cancelling:
        return tr("stopping");
    case State::Running: {
        const QString done = d.stage.section(QStringLiteral(": "), 1); // the name stands in the line already
        return d.secondsLeft > 0.3 ? tr("%1, %2 left").arg(done, format::seconds(d.secondsLeft)) : done;
    }
    case State::Absent:
        return bytes ? format::bytes(static_cast<double>(*bytes)) : QString();
    }
    return {};
}

QString wordsOf(const Download& d) {
    const QString state = stateWords(d), holds = format::safe(d.entry.holds);
    return state.isEmpty() ? holds : state + QStringLiteral(" · ") + holds;
}

} // namespace recoscope::ui
