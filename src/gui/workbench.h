#pragma once

#include "gui/checksession.h"
#include "gui/labservice.h"
#include "gui/sessiondesk.h"
#include "gui/sessionmodel.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace wirewise::gui {

/// Everything behind the window: the network thread, the sessions that are open, the folder of the others,
/// and the practice lab.
class Workbench : public QObject
{
    Q_OBJECT
public:
    explicit Workbench(const QString &sessionsFolder, QObject *parent = nullptr);
    ~Workbench() override;

    [[nodiscard]] SessionModel &sessions() { return m_sessions; }
    [[nodiscard]] SessionDesk &desk() { return m_desk; }
    [[nodiscard]] LabService &lab() { return *m_lab; }
    /// Where everything runs that has sockets.
    [[nodiscard]] QThread *network() { return &m_network; }

    /// How much the sessions of checks that start from now on may take of the disk.
    void setRecordLimits(const record::RecordLimits &limits) { m_limits = limits; }
    [[nodiscard]] const record::RecordLimits &recordLimits() const { return m_limits; }
    /// Takes a file that has a page of its own, such as a run over a list; false leaves it to others.
    using Opener = std::function<bool(const session::SessionInfo &info)>;
    void addOpener(Opener opener) { m_openers.append(std::move(opener)); }
    /// Starts a check; kept by itself as it runs.
    CheckSession *check(const QString &typed, const observation::Settings &settings, bool keepConnection,
                        const std::optional<ConversationOrder> &conversation = {});
    /// The same in another place, as --via has it.
    CheckSession *checkFrom(const QString &place, const QString &typed,
                            const observation::Settings &settings);
    /// Answers with opened(), or failed().
    void open(const QString &path);
    /// Null unless it is open.
    [[nodiscard]] CheckSession *find(const QString &path) const { return m_open.value(path); }
    void remove(const QString &path);

Q_SIGNALS:
    void opened(wirewise::gui::CheckSession *session);
    /// A sentence for the user.
    void failed(const QString &sentence);
    /// A check ended.
    void finished(wirewise::gui::CheckSession *session);
    /// It will be gone.
    void closing(wirewise::gui::CheckSession *session);

private:
    void openWhole(const QString &path);
    CheckSession *start(CheckOrder order);
    [[nodiscard]] QString freePath(const QString &host) const;
    void keep(CheckSession *session);
    void list(CheckSession *session);
    void closeOld();

    static constexpr int KeptOpen = 12;

    QThread m_network;
    record::RecordLimits m_limits;
    QList<Opener> m_openers;
    SessionModel m_sessions;
    SessionDesk m_desk;
    std::unique_ptr<LabService> m_lab;
    QHash<QString, CheckSession *> m_open;
    QList<CheckSession *> m_order; ///< oldest use first
};

} // namespace wirewise::gui
