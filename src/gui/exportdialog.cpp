#include "gui/exportdialog.h"

#include "ui_exportdialog.h"

#include "gui/exportsettings.h"
#include "gui/formlook.h"
#include "gui/removaldelegate.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QShortcut>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr QSize Usual(1120, 752);
constexpr int OptionsWidth = 404;
constexpr int Wait = 120, ProgressInterval = 100; // milliseconds
/// A report for people starts without messages if there are more than anybody reads.
constexpr qint64 ManyMessages = 10'000;

bool isReport(ExportKind kind)
{
    return kind == ExportKind::Html || kind == ExportKind::Markdown || kind == ExportKind::Pdf;
}

bool isSame(const QList<redaction::Removal> &one, const QList<redaction::Removal> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const redaction::Removal &a, const redaction::Removal &b) {
                          return a.value == b.value && a.kind == b.kind && a.places == b.places;
                      });
}

} // namespace

ExportDialog::ExportDialog(ExportSource source, QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_settings(settings)
    , m_runner(std::move(source))
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("exportDialog"));
    applyLook(this);
    m_ui->exportOptions->setFixedWidth(Theme::instance().scaled(OptionsWidth));
    const QSize room = parent ? parent->window()->size() - QSize(40, 40) : Usual;
    resize((Usual * Theme::instance().textSize() / 100).boundedTo(room));
    m_ui->riskBox->setGround(Token::WarnSoft, Token::WarnLine);
    m_ui->riskFrame->hide();
    m_ui->addRemark->hide();
    m_ui->removalTree->setModel(&m_removals);
    m_ui->removalTree->setItemDelegate(new RemovalDelegate(this));
    m_ui->removalTree->setIndentation(0);
    const auto follow = [this] {
        // It stands on the window's ground, as the other choices do.
        QPalette palette = m_ui->removalTree->palette();
        palette.setColor(QPalette::Base, colour(Token::Win));
        m_ui->removalTree->setPalette(palette);
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, m_ui->removalTree, follow);
    m_ui->removalTree->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const ExportSettings saved = ExportSettings::load(*m_settings);
    QSet<redaction::SecretKind> removed = redaction::Choice::usual();
    if (saved.removesHostNames)
        removed.insert(redaction::SecretKind::HostName);
    m_removals.setRemoved(removed);
    fillInclude();
    m_ui->kindPicker->setKind(saved.kind);
    m_wait.setSingleShot(true);
    m_wait.setInterval(Wait);
    m_progress.setInterval(ProgressInterval);
    setWriting(false);
    connectParts();
    fitTree();
    fitInclude();
    refresh();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::connectParts()
{
    const auto later = [this] {
        m_outcomeShown = false;
        m_ui->previewPane->setStale(true);
        m_wait.start();
    };
    connect(&m_wait, &QTimer::timeout, this, &ExportDialog::refresh);
    connect(m_ui->kindPicker, &ExportKindPicker::kindChanged, this, &ExportDialog::fitInclude);
    connect(m_ui->kindPicker, &ExportKindPicker::kindChanged, this, later);
    for (QCheckBox *box : {m_ui->includeVerdict, m_ui->includeCauses, m_ui->includeExchanges,
                           m_ui->includeExperiments, m_ui->includeTimeline, m_ui->includeMessages})
        connect(box, &QCheckBox::clicked, this, later);
    connect(&m_removals, &RemovalModel::choiceChanged, this, later);
    connect(m_ui->addedTexts, &AddedTexts::changed, this, later);
    QTreeView *tree = m_ui->removalTree;
    connect(tree, &QTreeView::expanded, this, &ExportDialog::fitTree);
    connect(tree, &QTreeView::collapsed, this, &ExportDialog::fitTree);
    connect(tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, tree](const QModelIndex &current) {
                const QPoint at = tree->mapTo(m_ui->optionsContent, tree->visualRect(current).center());
                m_ui->optionsScroll->ensureVisible(at.x(), at.y(), 0, tree->visualRect(current).height());
            });
    connect(&Theme::instance(), &Theme::changed, this, &ExportDialog::fitTree);
    connect(m_ui->addButton, &QToolButton::clicked, this, &ExportDialog::addText);
    connect(m_ui->addEdit, &QLineEdit::returnPressed, this, &ExportDialog::addText);
    connect(m_ui->addEdit, &QLineEdit::textEdited, m_ui->addRemark, &QWidget::hide);

    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_ui->copyMarkdownButton, &QPushButton::clicked, this, [this] {
        m_runner.copyMarkdown(order());
        setWriting(true);
    });
    auto *keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_S), this);
    connect(keys, &QShortcut::activated, m_ui->saveButton, &QPushButton::click);

    connect(&m_runner, &ExportRunner::previewed, this, &ExportDialog::showPreview);
    connect(&m_runner, &ExportRunner::saved, this, [this](const QString &path, qint64 bytes) {
        remember(QFileInfo(path).absolutePath());
        Q_EMIT saved(path, bytes);
        accept();
    });
    connect(&m_runner, &ExportRunner::copied, this, [this](const QByteArray &markdown, bool whole) {
        setWriting(false);
        m_outcomeShown = true;
        QGuiApplication::clipboard()->setText(QString::fromUtf8(markdown));
        const QString size = QLocale().formattedDataSize(markdown.size(), 0, QLocale::DataSizeSIFormat);
        say("circle-check", Token::Ok,
            whole ? tr("The report is on the clipboard as Markdown, %1.").arg(size)
                  : tr("The first %1 of the report are on the clipboard as Markdown. Save it to have all.")
                        .arg(size));
    });
    connect(&m_runner, &ExportRunner::cancelled, this, [this] {
        setWriting(false);
        m_outcomeShown = true;
        say("info", Token::Text2, tr("Stopped. Nothing was written."));
    });
    connect(&m_runner, &ExportRunner::failed, this, [this](const QString &sentence) {
        setWriting(false);
        m_outcomeShown = true;
        say("octagon-x", Token::Fail, sentence);
    });
    connect(&m_progress, &QTimer::timeout, this, [this] {
        const qint64 total = m_runner.total();
        m_ui->saveProgress->setRange(0, total > 0 ? 1000 : 0);
        if (total > 0)
            m_ui->saveProgress->setValue(int(1000 * m_runner.done() / total));
    });
}

void ExportDialog::setKind(ExportKind kind)
{
    m_ui->kindPicker->setKind(kind);
}

void ExportDialog::fillInclude()
{
    const report::Case &content = m_runner.source().content;
    const observation::Observation &observation = content.checked.observation;
    const QLocale locale;
    m_ui->exchangesCount->setText(
        locale.toString(observation.exchanges.size() + observation.experiments.size()));
    m_ui->experimentsCount->setText(locale.toString(observation.experiments.size()));
    m_ui->messagesCount->setText(locale.toString(content.messageCount));
    const report::ExportChoice include = ExportSettings::load(*m_settings).include;
    m_ui->includeVerdict->setChecked(include.verdict);
    m_ui->includeCauses->setChecked(include.causes);
    m_ui->includeExchanges->setChecked(include.exchanges);
    m_ui->includeExperiments->setChecked(include.experiments);
    m_ui->includeTimeline->setChecked(include.timeline);
    m_ui->includeMessages->setChecked(include.messages && content.messageCount <= ManyMessages);
}

/// The tree is as high as its rows: all choices scroll as one.
void ExportDialog::fitTree()
{
    const QTreeView *tree = m_ui->removalTree;
    int height = 4;
    for (QModelIndex row = m_removals.index(0, 0); row.isValid(); row = tree->indexBelow(row))
        height += tree->visualRect(row).isEmpty() ? tree->sizeHintForIndex(row).height()
                                                  : tree->visualRect(row).height();
    m_ui->removalTree->setFixedHeight(height);
}

void ExportDialog::fitInclude()
{
    const ExportKind kind = m_ui->kindPicker->kind();
    const bool hasVerdict = isReport(kind) || kind == ExportKind::Json;
    const bool hasExchanges =
        hasVerdict || kind == ExportKind::Har || kind == ExportKind::Pcapng || kind == ExportKind::HttpFile;
    const auto format = factsOf(kind).format;
    const bool isMessageList = kind == ExportKind::Ndjson || kind == ExportKind::Csv;
    for (QCheckBox *box : {m_ui->includeVerdict, m_ui->includeCauses, m_ui->includeTimeline})
        box->setEnabled(hasVerdict);
    for (QCheckBox *box : {m_ui->includeExchanges, m_ui->includeExperiments})
        box->setEnabled(hasExchanges);
    m_ui->includeMessages->setEnabled(!isMessageList &&
                                      (isReport(kind) || (format && report::factsOf(*format).holdsMessages)));
    if (isMessageList)
        m_ui->includeMessages->setChecked(true);
}

ExportOrder ExportDialog::order() const
{
    ExportOrder order;
    order.kind = m_ui->kindPicker->kind();
    order.include.verdict = m_ui->includeVerdict->isChecked();
    order.include.causes = m_ui->includeCauses->isChecked();
    order.include.exchanges = m_ui->includeExchanges->isChecked();
    order.include.experiments = m_ui->includeExperiments->isChecked();
    order.include.timeline = m_ui->includeTimeline->isChecked();
    order.include.messages = m_ui->includeMessages->isChecked();
    order.removal = m_removals.choice();
    order.removal.added = m_ui->addedTexts->texts();
    return order;
}

void ExportDialog::refresh()
{
    m_wait.stop();
    m_runner.preview(order());
    showState();
}

void ExportDialog::showPreview(const PreparedPreview &prepared)
{
    if (m_wait.isActive())
        return; // the choices have changed since
    m_shown = prepared;
    m_ui->previewPane->show(prepared.preview, prepared.paper);
    if (!isSame(m_known, prepared.preview.removals)) {
        m_known = prepared.preview.removals;
        QList<redaction::SecretKind> open;
        for (const redaction::SecretKind kind : redaction::secretKinds()) {
            if (m_ui->removalTree->isExpanded(m_removals.indexOf(kind)))
                open.append(kind);
        }
        m_removals.setRemovals(m_known);
        for (const redaction::SecretKind kind : std::as_const(open))
            m_ui->removalTree->expand(m_removals.indexOf(kind));
        fitTree();
    }
    m_ui->addedTexts->showPlaces(m_known);
    showRisks(prepared.preview.risks);
    showState();
}

void ExportDialog::showRisks(const QStringList &risks)
{
    Prose prose;
    for (const QString &risk : risks) {
        if (!prose.isEmpty())
            prose.add(QStringLiteral("\n"));
        const qsizetype end = risk.indexOf(QStringLiteral(". "));
        const QString first = end < 0 ? risk : risk.left(end + 1);
        prose.add(first, TextStyle::SecondaryStrong, Token::Text1);
        prose.add(risk.mid(first.size()), TextStyle::Secondary, Token::Text2);
    }
    m_ui->riskText->setProse(prose);
    m_ui->riskFrame->setVisible(!risks.isEmpty());
}

void ExportDialog::showState()
{
    const qsizetype kept = m_removals.keptSecrets();
    m_ui->saveButton->setText(kept > 0 ? tr("Save with %n Secret(s)…", nullptr, int(kept)) : tr("Save…"));
    if (m_runner.isWriting() || m_outcomeShown)
        return;
    const ExportPreview &preview = m_shown.preview;
    const QLocale locale;
    if (m_runner.isLooking()) {
        say("search", Token::Text2,
            preview.messages > PreviewMessages
                ? tr("Looking for secrets in %1 messages…").arg(locale.toString(preview.messages))
                : tr("Looking for secrets…"));
        return;
    }
    const QString size =
        tr("%1, about %2.")
            .arg(titleOf(preview.kind), locale.formattedDataSize(preview.size, 0, QLocale::DataSizeSIFormat));
    if (preview.failed)
        say("octagon-x", Token::Fail, tr("This format cannot be made of this session. Choose another one."));
    else if (!preview.left.isEmpty())
        say("octagon-x", Token::Fail,
            tr("%1 still stands in it. Add the text of it on the left. %2")
                .arg(preview.left.constFirst(), size));
    else if (kept > 0)
        say("triangle-alert", Token::Warn,
            tr("%n secret(s) stay readable, as you chose. %1", nullptr, int(kept)).arg(size));
    else
        say("shield-check", Token::Ok, tr("No known secret is left in the report. %1").arg(size));
}

void ExportDialog::say(const char *icon, Token token, const QString &sentence)
{
    m_ui->stateIcon->setSign(icon, 16, token);
    m_ui->stateLabel->setText(sentence);
}

void ExportDialog::addText()
{
    const QString breach = m_ui->addedTexts->add(m_ui->addEdit->text());
    m_ui->addRemark->setText(breach);
    m_ui->addRemark->setVisible(!breach.isEmpty());
    if (breach.isEmpty())
        m_ui->addEdit->clear();
}

void ExportDialog::chooseFile()
{
    if (m_runner.isWriting())
        return;
    const ExportKind kind = m_ui->kindPicker->kind();
    const QString suffix = suffixOf(kind);
    const ExportSettings settings = ExportSettings::load(*m_settings);
    const QString folder =
        QDir(settings.folder).exists() && !settings.folder.isEmpty() ? settings.folder : QDir::homePath();
    auto *dialog = new QFileDialog(this, tr("Save the export"), folder,
                                   tr("%1 (*.%2);;All files (*)").arg(titleOf(kind), suffix));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    const bool hidesHost = order().removal.removed.contains(redaction::SecretKind::HostName);
    dialog->selectFile(m_runner.source().fileName(!hidesHost) + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::save);
    dialog->open();
}

void ExportDialog::save(const QString &path)
{
    m_outcomeShown = false;
    m_runner.save(order(), path);
    setWriting(true);
    say("save", Token::Text2, tr("Writing %1…").arg(QFileInfo(path).fileName()));
}

void ExportDialog::setWriting(bool writing)
{
    m_ui->saveProgress->setVisible(writing);
    m_ui->saveProgress->setRange(0, 0);
    m_ui->saveButton->setEnabled(!writing);
    m_ui->copyMarkdownButton->setEnabled(!writing);
    m_ui->exportOptions->setEnabled(!writing);
    m_ui->cancelButton->setText(writing ? tr("Stop") : tr("Cancel"));
    if (writing)
        m_progress.start();
    else
        m_progress.stop();
}

void ExportDialog::remember(const QString &folder)
{
    const ExportOrder chosen = order();
    ExportSettings settings = ExportSettings::load(*m_settings);
    // What the format or a long session took away was not the user's choice.
    const bool messages = settings.include.messages;
    settings.kind = chosen.kind;
    settings.include = chosen.include;
    if (!m_ui->includeMessages->isEnabled() || m_runner.source().content.messageCount > ManyMessages)
        settings.include.messages = messages;
    settings.removesHostNames = chosen.removal.removed.contains(redaction::SecretKind::HostName);
    settings.folder = folder;
    settings.save(*m_settings);
}

void ExportDialog::reject()
{
    if (m_runner.isWriting()) {
        m_runner.cancel();
        return;
    }
    remember(ExportSettings::load(*m_settings).folder);
    QDialog::reject();
}

} // namespace wirewise::gui
