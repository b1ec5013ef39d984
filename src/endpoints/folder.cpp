#include "endpoints/folder.h"

#include "endpoints/names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::Folder)
};

const QString EndpointSuffix = QStringLiteral(".endpoint");
const QString EnvironmentSuffix = QStringLiteral(".environment");
const QString EnvironmentFolder = QStringLiteral("environments");

QString fileOfEndpoint(const QString &name)
{
    return name + EndpointSuffix;
}

QString fileOfEnvironment(const QString &name)
{
    return EnvironmentFolder + QLatin1Char('/') + name + EnvironmentSuffix;
}

template<typename T>
const T *findByName(const QList<T> &list, const QString &name)
{
    const auto found =
        std::find_if(list.begin(), list.end(), [&name](const T &one) { return one.name() == name; });
    return found == list.end() ? nullptr : &*found;
}

/// The same order on every computer, so that lists and what is printed can be compared.
template<typename T>
void sortByName(QList<T> &list)
{
    std::sort(list.begin(), list.end(), [](const T &a, const T &b) { return a.name() < b.name(); });
}

QFileInfoList entriesOf(const QString &path, QDir::Filters filters)
{
    return QDir(path).entryInfoList(filters | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
}

} // namespace

const SavedEndpoint *FolderContent::endpoint(const QString &name) const
{
    return findByName(endpoints, name);
}

const Environment *FolderContent::environment(const QString &name) const
{
    return findByName(environments, name);
}

Folder::Folder(QString path)
    : m_path(QDir::cleanPath(path))
{
}

QString Folder::usualPath()
{
    // Where the window keeps its sessions, by its names of organisation and program: both programs look
    // there.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/Wirewise/Wirewise/endpoints");
}

Result<QByteArray> Folder::bytesOf(const QString &file) const
{
    QFile opened(m_path + QLatin1Char('/') + file);
    if (!opened.open(QIODevice::ReadOnly))
        return tl::make_unexpected(
            Problem{file, 0, Texts::tr("it cannot be read: %1.").arg(opened.errorString())});
    return opened.read(MaximumFileSize + 1); // one more than is taken: the reader tells
}

FolderContent Folder::read() const
{
    FolderContent content;
    readFolder({}, 1, content);
    readEnvironments(content);
    sortByName(content.endpoints);
    sortByName(content.environments);
    return content;
}

void Folder::readFolder(const QString &relative, int depth, FolderContent &content) const
{
    const QString prefix = relative.isEmpty() ? QString() : relative + QLatin1Char('/');
    for (const QFileInfo &entry : entriesOf(m_path + QLatin1Char('/') + relative, QDir::Files | QDir::Dirs)) {
        if (content.endpoints.size() + content.problems.size() >= MaximumFiles) {
            content.problems.append(
                {relative, 0,
                 Texts::tr("more than %1 endpoints; the others were not read.").arg(MaximumFiles)});
            return;
        }
        const QString name = prefix + entry.fileName();
        if (entry.isDir()) {
            if (depth < MaximumDepth && name != EnvironmentFolder)
                readFolder(name, depth + 1, content);
            continue;
        }
        if (!name.endsWith(EndpointSuffix))
            continue;
        const QString plain = name.chopped(EndpointSuffix.size());
        if (const QString problem = endpointNameProblem(plain); !problem.isEmpty()) {
            content.problems.append({name, 0, problem});
            continue;
        }
        const auto bytes = bytesOf(name);
        const auto endpoint = bytes ? SavedEndpoint::read(plain, *bytes)
                                    : Result<SavedEndpoint>(tl::make_unexpected(bytes.error()));
        if (endpoint)
            content.endpoints.append(*endpoint);
        else
            content.problems.append(endpoint.error());
    }
}

void Folder::readEnvironments(FolderContent &content) const
{
    const QString path = m_path + QLatin1Char('/') + EnvironmentFolder;
    if (QFileInfo(path).isSymLink())
        return;
    for (const QFileInfo &entry : entriesOf(path, QDir::Files)) {
        if (!entry.fileName().endsWith(EnvironmentSuffix))
            continue;
        if (content.environments.size() >= MaximumFiles)
            return;
        const QString name = entry.fileName().chopped(EnvironmentSuffix.size());
        if (const QString problem = environmentNameProblem(name); !problem.isEmpty()) {
            content.problems.append({fileOfEnvironment(name), 0, problem});
            continue;
        }
        const auto bytes = bytesOf(fileOfEnvironment(name));
        const auto environment =
            bytes ? Environment::read(name, *bytes) : Result<Environment>(tl::make_unexpected(bytes.error()));
        if (environment)
            content.environments.append(*environment);
        else
            content.problems.append(environment.error());
    }
}

Result<void> Folder::save(const SavedEndpoint &endpoint, const QString &from) const
{
    if (const QString problem = endpointNameProblem(endpoint.name()); !problem.isEmpty())
        return tl::make_unexpected(Problem{endpoint.name(), 0, problem});
    return write(fileOfEndpoint(endpoint.name()), endpoint.toBytes(),
                 from.isEmpty() ? QString() : fileOfEndpoint(from));
}

Result<void> Folder::save(const Environment &environment, const QString &from) const
{
    if (const QString problem = environmentNameProblem(environment.name()); !problem.isEmpty())
        return tl::make_unexpected(Problem{environment.name(), 0, problem});
    return write(fileOfEnvironment(environment.name()), environment.toBytes(),
                 from.isEmpty() ? QString() : fileOfEnvironment(from));
}

Result<void> Folder::removeEndpoint(const QString &name) const
{
    if (!endpointNameProblem(name).isEmpty())
        return tl::make_unexpected(Problem{name, 0, endpointNameProblem(name)});
    return remove(fileOfEndpoint(name));
}

Result<void> Folder::removeEnvironment(const QString &name) const
{
    if (!environmentNameProblem(name).isEmpty())
        return tl::make_unexpected(Problem{name, 0, environmentNameProblem(name)});
    return remove(fileOfEnvironment(name));
}

/// No link on the way leads out of the folder.
bool Folder::isInside(const QString &file) const
{
    const QStringList parts = file.split(QLatin1Char('/'));
    QString path = m_path;
    for (const QString &part : parts) {
        path += QLatin1Char('/') + part;
        if (QFileInfo(path).isSymLink())
            return false;
    }
    return true;
}

Result<void> Folder::write(const QString &file, const QByteArray &bytes, const QString &fileBefore) const
{
    const auto wrong = [&file](const QString &text) { return tl::make_unexpected(Problem{file, 0, text}); };
    const QString path = m_path + QLatin1Char('/') + file;
    const bool isNew = file != fileBefore;
    if (!isInside(file) || (!fileBefore.isEmpty() && !isInside(fileBefore)))
        return wrong(Texts::tr("a link stands there, which may lead out of the folder. It was not written."));
    if (isNew && QFileInfo::exists(path))
        return wrong(Texts::tr("there is one of that name. Choose another name."));
    if (bytes.size() > MaximumFileSize)
        return wrong(Texts::tr("it would be larger than 256 KiB and could not be read again."));
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return wrong(Texts::tr("its folder cannot be made. Choose a folder that you may write to."));
    QSaveFile opened(path);
    if (!opened.open(QIODevice::WriteOnly) || opened.write(bytes) != bytes.size() || !opened.commit())
        return wrong(Texts::tr("it cannot be written: %1.").arg(opened.errorString()));
    if (isNew && !fileBefore.isEmpty())
        QFile::remove(m_path + QLatin1Char('/') + fileBefore);
    return {};
}

Result<void> Folder::remove(const QString &file) const
{
    const QString path = m_path + QLatin1Char('/') + file;
    if (!isInside(file))
        return tl::make_unexpected(Problem{file, 0, Texts::tr("a link stands there. It was left alone.")});
    if (QFile::moveToTrash(path) || QFile::remove(path))
        return {};
    return tl::make_unexpected(
        Problem{file, 0, Texts::tr("it could not be deleted. Its folder may be read-only.")});
}

} // namespace wirewise::endpoints
