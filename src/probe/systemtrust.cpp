#include "probe/systemtrust.h"

#include <QFile>
#include <QtGlobal>

#include <mutex>

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace wirewise::probe {

namespace {

struct Bundle
{
    std::once_flag once;
};

int newBundle(X509_LOOKUP *lookup)
{
    return X509_LOOKUP_set_method_data(lookup, new Bundle);
}

void freeBundle(X509_LOOKUP *lookup)
{
    delete static_cast<Bundle *>(X509_LOOKUP_get_method_data(lookup));
}

QByteArray bundleFile()
{
    const char *variable = X509_get_default_cert_file_env();
    return qEnvironmentVariableIsSet(variable) ? qgetenv(variable) : QByteArray(X509_get_default_cert_file());
}

/// Asked for an issuer that neither the store nor the directory has.
int findInBundle(X509_LOOKUP *lookup, X509_LOOKUP_TYPE type, const X509_NAME *name, X509_OBJECT *found)
{
    if (type != X509_LU_X509)
        return 0;
    X509_STORE *store = X509_LOOKUP_get_store(lookup);
    auto *bundle = static_cast<Bundle *>(X509_LOOKUP_get_method_data(lookup));
    std::call_once(bundle->once, [store] { X509_STORE_load_file(store, bundleFile().constData()); });
    ERR_clear_error();
    if (X509_STORE_lock(store) != 1)
        return 0;
    X509_OBJECT *object = X509_OBJECT_retrieve_by_subject(X509_STORE_get0_objects(store), type, name);
    X509 *certificate = object == nullptr ? nullptr : X509_OBJECT_get0_X509(object);
    X509_STORE_unlock(store);
    if (certificate == nullptr || X509_OBJECT_set1_X509(found, certificate) != 1)
        return 0;
    X509_free(certificate); // the caller counts the reference itself; the store holds its own
    return 1;
}

/// Never freed: contexts refer to it as long as the program runs.
X509_LOOKUP_METHOD *lateBundle()
{
    static X509_LOOKUP_METHOD *const method = [] {
        X509_LOOKUP_METHOD *made = X509_LOOKUP_meth_new("certificate bundle, read late");
        X509_LOOKUP_meth_set_new_item(made, newBundle);
        X509_LOOKUP_meth_set_free(made, freeBundle);
        X509_LOOKUP_meth_set_get_by_subject(made, findInBundle);
        return made;
    }();
    return method;
}

} // namespace

void trustSystem(SSL_CTX *context)
{
    SSL_CTX_set_default_verify_dir(context);
    X509_STORE_add_lookup(SSL_CTX_get_cert_store(context), lateBundle());
    ERR_clear_error();
}

} // namespace wirewise::probe
