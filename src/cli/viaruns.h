#pragma once

#include "cli/arguments.h"
#include "cli/checkitems.h"
#include "cli/console.h"
#include "remote/place.h"
#include "remote/placedchecks.h"

#include <QList>
#include <QObject>

#include <memory>
#include <span>
#include <vector>

namespace wirewise::cli {

/// --via, --via-only and --via-program: the places beside this computer that check, all at once.
class ViaRuns : public QObject
{
    Q_OBJECT
public:
    ViaRuns() = default;
    ~ViaRuns() override;

    [[nodiscard]] static std::span<const Option> options();
    /// The same without --via-only.
    [[nodiscard]] static std::span<const Option> placeOptions();

    /// Empty if all could be used, else a sentence that says what was expected.
    [[nodiscard]] QString read(const Arguments &arguments);
    /// Every endpoint once for each place, one after the other, this computer first. A sentence if one cannot
    /// go there.
    [[nodiscard]] QString spread(CheckItems &items);
    [[nodiscard]] bool isAsked() const { return !m_places.isEmpty(); }
    /// Results of one endpoint, which stand beside each other.
    [[nodiscard]] qsizetype each() const { return m_places.size() + (m_here ? 1 : 0); }
    /// Indexes of what is checked on this computer.
    [[nodiscard]] QList<qsizetype> here(qsizetype count) const;

    /// Of items as spread() left them; with at least one place.
    void start(const QList<check::BatchItem> &items, remote::Width width, const Console &console);
    void stop();
    [[nodiscard]] bool isFinished() const { return m_running == 0; }

Q_SIGNALS:
    void itemFinished(qsizetype index, const wirewise::observation::Observation &observation,
                      const wirewise::diagnosis::Diagnosis &diagnosis);
    void finished();

private:
    void startPlace(qsizetype number, const QList<check::BatchItem> &items, remote::Width width,
                    const Console &console);

    QList<remote::Place> m_places;
    bool m_here = true;
    remote::Questions m_questions = remote::Questions::CannotBeAnswered;
    std::vector<std::unique_ptr<remote::PlacedChecks>> m_checks;
    qsizetype m_running = 0;
};

} // namespace wirewise::cli
