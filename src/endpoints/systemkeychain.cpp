#include "endpoints/systemkeychain.h"

#include <QCoreApplication>

#include <qt6keychain/keychain.h>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::SystemKeychain)
};

const QString Service = QStringLiteral("Wirewise");

SecretAnswer answerOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return {SecretAnswer::Status::Found, {}, {}};
    case QKeychain::EntryNotFound:
        return {SecretAnswer::Status::Absent, {}, {}};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {SecretAnswer::Status::Unavailable, {}, Texts::tr("The keychain was not unlocked.")};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {SecretAnswer::Status::Unavailable, {}, Texts::tr("No keychain runs on this computer.")};
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return {SecretAnswer::Status::Unavailable,
            {},
            Texts::tr("The keychain did not answer as expected: %1").arg(job.errorString())};
}

/// Deletes itself once it has answered; goes with the parent before that.
template<typename Job>
Job *makeJob(const SecretKey &key, QObject *parent)
{
    auto *job = new Job(Service, parent);
    job->setKey(key.text());
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // never a plain file
    return job;
}

} // namespace

void SystemKeychain::read(const SecretKey &key, Answer answer)
{
    auto *job = makeJob<QKeychain::ReadPasswordJob>(key, this);
    connect(job, &QKeychain::Job::finished, this, [job, answer = std::move(answer)] {
        SecretAnswer read = answerOf(*job);
        read.value = job->binaryData();
        answer(read);
    });
    job->start();
}

void SystemKeychain::write(const SecretKey &key, const QByteArray &value, Answer answer)
{
    auto *job = makeJob<QKeychain::WritePasswordJob>(key, this);
    job->setBinaryData(value);
    connect(job, &QKeychain::Job::finished, this,
            [job, answer = std::move(answer)] { answer(answerOf(*job)); });
    job->start();
}

void SystemKeychain::forget(const SecretKey &key, Answer answer)
{
    auto *job = makeJob<QKeychain::DeletePasswordJob>(key, this);
    connect(job, &QKeychain::Job::finished, this, [job, answer = std::move(answer)] {
        SecretAnswer forgotten = answerOf(*job);
        if (forgotten.status == SecretAnswer::Status::Found)
            forgotten.status = SecretAnswer::Status::Absent;
        answer(forgotten);
    });
    job->start();
}

} // namespace wirewise::endpoints
