#include "gui/endpointdesk.h"

namespace wirewise::gui {

namespace {

QStringList sentences(const endpoints::FolderContent &content)
{
    QStringList list;
    for (const endpoints::Problem &problem : content.problems)
        list.append(problem.sentence());
    return list;
}

} // namespace

EndpointDesk::EndpointDesk(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
    m_thread.setMaxThreadCount(1); // one after the other: a list sees what was written before it
    reload();
}

EndpointDesk::~EndpointDesk()
{
    m_thread.waitForDone();
}

void EndpointDesk::setFolder(const QString &folder)
{
    m_folder = endpoints::Folder(folder);
    reload();
}

void EndpointDesk::reload()
{
    m_thread.start([this, folder = m_folder] {
        const endpoints::FolderContent content = folder.read();
        QMetaObject::invokeMethod(
            this,
            [this, content, path = folder.path()] {
                if (path == m_folder.path())
                    take(content);
            },
            Qt::QueuedConnection);
    });
}

void EndpointDesk::take(const endpoints::FolderContent &content)
{
    const bool same = content.endpoints == m_content.endpoints &&
                      content.environments == m_content.environments &&
                      sentences(content) == sentences(m_content);
    m_content = content;
    if (!same)
        Q_EMIT changed();
}

void EndpointDesk::run(Change change, Done done)
{
    m_thread.start([this, folder = m_folder, change = std::move(change), done = std::move(done)] {
        const endpoints::Result<void> result = change(folder);
        const QString problem = result ? QString() : result.error().sentence();
        const endpoints::FolderContent content = folder.read();
        QMetaObject::invokeMethod(
            this,
            [this, problem, content, done] {
                take(content);
                done(problem);
            },
            Qt::QueuedConnection);
    });
}

void EndpointDesk::save(const endpoints::SavedEndpoint &endpoint, const QString &from, Done done)
{
    run([endpoint, from](const endpoints::Folder &folder) { return folder.save(endpoint, from); },
        std::move(done));
}

void EndpointDesk::save(const endpoints::Environment &environment, const QString &from, Done done)
{
    run([environment, from](const endpoints::Folder &folder) { return folder.save(environment, from); },
        std::move(done));
}

void EndpointDesk::removeEndpoint(const QString &name, Done done)
{
    run([name](const endpoints::Folder &folder) { return folder.removeEndpoint(name); }, std::move(done));
}

void EndpointDesk::removeEnvironment(const QString &name, Done done)
{
    run([name](const endpoints::Folder &folder) { return folder.removeEnvironment(name); }, std::move(done));
}

} // namespace wirewise::gui
