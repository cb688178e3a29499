#include "ui/pages/split/split_study.h"
#include "core/base/random.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("SplitPage", text); }

/// Four users: one early, one who comes back at the end, one in the middle, one newcomer. Real protocols cut it.
Dataset example() {
    std::vector<Interaction> rows;
    const auto add = [&](std::int32_t user, std::int32_t from, std::int32_t count, std::int64_t start) {
        for (std::int32_t k = 0; k < count; ++k) rows.push_back({UserIndex{user}, ItemIndex{from + k}, 4, start + k});
    };
    add(0, 0, 36, 0);
    add(1, 0, 31, 20);
    add(1, 31, 5, 300);
    add(2, 0, 36, 60);
    add(3, 0, 16, 200);
    Dataset d;
    d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(4, 36, rows, true));
    return d;
}

std::array<Marks, 4> stripOf(SplitSpec spec, std::uint64_t seed) {
    std::array<Marks, 4> strip;
    if (spec.kind == SplitKind::Predefined) return strip;
    static const Dataset data = example();
    static const TimeOrder order = TimeOrder::of(*data.interactions);
    if (spec.kind == SplitKind::Users) { // of four users a tenth is none
        spec.test = std::max(spec.test, 0.25);
        spec.valid = 0;
    }
    const auto split = makeSplit(data, spec, seed, 0, {}, &order);
    if (!split) return strip;
    const LeakageReport report = leakageOf(data, split.value(), &order);
    for (std::int32_t u = 0; u < 4; ++u) strip[static_cast<std::size_t>(u)] = timelineOf(data, order, report, UserIndex{u}).marks;
    return strip;
}

/// The name that the publisher gave it: "u1" of u1.base and u1.test; of train.txt and test.txt, which have none, "test.txt".
QString publishedName(const Dataset& dataset, const SplitSpec& spec) {
    const auto part = std::ranges::find(dataset.predefinedParts, spec.testFile, &PredefinedPart::file);
    const bool named = part != dataset.predefinedParts.end() && !part->group.empty() && part->group.front() != '.';
    return format::safe(named ? part->group : spec.testFile);
}

QString nameOf(const SplitSpec& spec) {
    if (spec.kind == SplitKind::KFold) return spec.folds == 5 ? tr("Five folds") : tr("%1 folds").arg(spec.folds);
    return QString::fromStdString(std::ranges::find(splitKinds(), spec.kind, &SplitInfo::kind)->name);
}

} // namespace

std::vector<Protocol> protocolsFor(const Dataset& dataset, const SplitShares& shares, std::uint64_t seed) {
    std::vector<Protocol> protocols;
    const auto add = [&](const SplitSpec& spec) { protocols.push_back({spec, nameOf(spec), stripOf(spec, seed)}); };
    for (const SplitKind kind : {SplitKind::PerUser, SplitKind::PerUserTemporal, SplitKind::LeaveLastOut, SplitKind::Temporal,
                                 SplitKind::KFold, SplitKind::Users, SplitKind::Holdout, SplitKind::LeaveOneOut}) {
        SplitSpec spec;
        spec.kind = kind;
        const bool single = kind == SplitKind::LeaveLastOut || kind == SplitKind::LeaveOneOut;
        spec.test = shares.test;
        spec.valid = single                                                 ? (shares.valid > 0 ? 1 : 0)
                     : kind == SplitKind::KFold || kind == SplitKind::Users ? 0
                                                                            : shares.valid;
        spec.hidden = shares.hidden;
        spec.folds = shares.folds;
        add(parseSplitSpec(formatSplitSpec(spec)).value()); // what a kind does not use is at its default: equal cuts, equal specs
    }
    for (const SplitSpec& spec : publishedSplits(dataset))
        protocols.push_back({spec, tr("Published: %1").arg(publishedName(dataset, spec)), {}});
    return protocols;
}

SplitStudy studySplit(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed, const TimeOrder& order,
                      const TaskContext& context) {
    const auto start = std::chrono::steady_clock::now();
    SplitStudy study;
    const auto split = makeSplit(dataset, spec, seed, 0, context, &order);
    if (split.hasError()) {
        study.problem = format::safe(split.error().message);
        study.needsParts = split.error().where == kPartsNotOpen;
    }
    if (!split) return study;
    for (const std::string& warning : split.value().warnings) study.warnings << format::safe(warning);
    study.report = leakageOf(dataset, split.value(), &order);
    study.heldOut = split.value().foldIn != nullptr;
    study.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return study;
}

Verdict verdictOf(const SplitStudy& study) {
    const LeakageReport& r = study.report;
    return {study.problem, study.needsParts, r.rows.test(), r.droppedTestRows, r.usersTested,
            r.users,       r.beforeShare,    r.laterShare,  study.heldOut};
}

std::vector<UserIndex> drawUsers(const Dataset& dataset, const TimeOrder& order, std::size_t count, std::uint64_t draw) {
    const Interactions& x = *dataset.interactions;
    std::vector<UserIndex> users;
    for (std::int32_t u = 0; u < x.userCount(); ++u)
        if (x.rowSize(UserIndex{u}) >= 2) users.emplace_back(u);
    Random(deriveSeed(draw, "split.page.users")).shuffle(std::span(users));
    if (users.size() > count) users.resize(count);
    const auto first = [&](UserIndex user) {
        return x.hasTimes() ? x.times()[order.own[static_cast<std::size_t>(x.offsets()[user.at()])]] : user.value;
    };
    std::ranges::sort(users, {}, [&](UserIndex user) { return std::pair(first(user), user); });
    return users;
}

TimelineUser timelineOf(const Dataset& dataset, const TimeOrder& order, const LeakageReport& report, UserIndex user) {
    const Interactions& x = *dataset.interactions;
    TimelineUser line;
    line.user = user;
    if (user.value < dataset.users.size()) line.name = format::user(format::safe(dataset.users.id(user.value)));
    const auto begin = static_cast<std::size_t>(x.offsets()[user.at()]);
    for (std::size_t k = begin; k < begin + x.rowSize(user); ++k) {
        line.marks.push_back(report.marks[order.own[k]]);
        if (x.hasTimes()) line.times.push_back(x.times()[order.own[k]]);
    }
    return line;
}

TimelinePicture pictureOf(const Dataset& dataset, const TimeOrder& order, const SplitStudy& study,
                          const std::vector<UserIndex>& users) {
    TimelinePicture picture;
    const LeakageReport& r = study.report;
    if (!study.problem.isEmpty() || r.marks.empty()) return picture;
    for (const UserIndex user : users) picture.users.push_back(timelineOf(dataset, order, r, user));
    picture.tenths = r.tenths;
    picture.calendar = r.calendar;
    picture.binSeconds = r.binSeconds;
    picture.rows = r.rows;
    picture.hasTimes = r.hasTimes;
    picture.hasCalendar = !r.calendar.empty();
    if (picture.hasCalendar) {
        picture.first = r.calendar.front().start;
        picture.last = dataset.interactions->times()[order.everyone.back()];
    }
    return picture;
}

} // namespace recoscope::ui
