#pragma once
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include <QString>

namespace recoscope::ui {

/// What the line of a run says in each of its states; apart from the widgets so that it can be tested.
struct RunFace {
    enum class Does { Nothing, Stop, Discard, Remove, Inspect, TrainAgain, ChangeSettings };
    struct Button {
        QString text, tip;
        Does does = Does::Nothing;
    };
    bool queued = false, otherProtocol = false;
    QString value; ///< ".2591 validation NDCG@10".
    QString state; ///< "epoch 31 of 48", "✓ done".
    PlainLabel::Role stateRole = PlainLabel::Role::Muted;
    QString time; ///< "9 s left", "starts after iALS", "0.06 s".
    Button main;
    QString note;  ///< A sentence under the line: what stopping kept.
    Button repeat; ///< Beside the note.
};
[[nodiscard]] RunFace faceOf(const Run& run, const Session& session);

} // namespace recoscope::ui
