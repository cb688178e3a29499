#pragma once
#include <QFile>
#include <QtGlobal>

namespace recoscope::test {

/// How many gates there were and what became of them, over all classes of the program.
struct GateCount {
    int expected = 0, ran = 0, failed = 0;

    /// For the end of scripts/test, where Qt Test's own lines are not shown: written anew after every class.
    void report() const {
        const QByteArray line = QByteArray("gates on real data: ") + QByteArray::number(expected) + " expected, " +
                                QByteArray::number(ran) + " ran and held, " + QByteArray::number(failed) + " failed, " +
                                QByteArray::number(expected - ran - failed) + " skipped\n";
        qInfo("%s", line.trimmed().constData());
        if (!qEnvironmentVariableIsSet("RECOSCOPE_GATE_REPORT")) return;
        QFile file(qEnvironmentVariable("RECOSCOPE_GATE_REPORT"));
        if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size())
            qFatal("the report of the gates was not written");
    }
};

inline GateCount& gateCount() {
    static GateCount count;
    return count;
}

} // namespace recoscope::test
