#pragma once

#include "endpoints/folder.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace wirewise::gui {

/// The folder of saved endpoints for the window: read and written on a thread of its own, one job after the
/// other. Answers come on the GUI thread.
class EndpointDesk : public QObject
{
    Q_OBJECT
public:
    explicit EndpointDesk(const QString &folder, QObject *parent = nullptr);
    ~EndpointDesk() override;

    [[nodiscard]] const QString &folder() const { return m_folder.path(); }
    [[nodiscard]] const endpoints::FolderContent &content() const { return m_content; }
    void setFolder(const QString &folder);
    /// Answers with changed() if something did.
    void reload();

    /// Empty: it is written; else what is wrong.
    using Done = std::function<void(const QString &problem)>;
    void save(const endpoints::SavedEndpoint &endpoint, const QString &from, Done done);
    void save(const endpoints::Environment &environment, const QString &from, Done done);
    void removeEndpoint(const QString &name, Done done);
    void removeEnvironment(const QString &name, Done done);

Q_SIGNALS:
    void changed();

private:
    using Change = std::function<endpoints::Result<void>(const endpoints::Folder &)>;
    void run(Change change, Done done);
    void take(const endpoints::FolderContent &content);

    endpoints::Folder m_folder;
    endpoints::FolderContent m_content;
    QThreadPool m_thread;
};

} // namespace wirewise::gui
